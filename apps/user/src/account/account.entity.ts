import { Column, Entity } from 'typeorm';
import {
  mostVacations,
  type AccountChange,
  type CurrentUser,
  type UserSettings,
  type Vacation,
  type ZoneInfo,
} from '#contracts/account.contract.js';
import { IdPrimaryColumn } from '#database/id.js';
import { luxon } from '#service/luxon.js';

const usualSettings: Omit<UserSettings, 'vacation_mode'> = {
  date_format: 0,
  time_format: 0,
  start_day: 1,
  next_week: 1,
  weekend_start_day: 6,
  start_page: 'today',
  auto_reminder: 0,
  theme_id: '0',
  days_off: [6, 7],
  daily_goal: 5,
  weekly_goal: 25,
  vacations: [],
  karma_disabled: true,
  reminder_push: true,
  reminder_desktop: true,
  reminder_email: true,
  completed_sound_desktop: true,
  completed_sound_mobile: true,
};

/** Somebody who can sign in. Addresses are kept in lower case, so that one person cannot register twice. */
@Entity('account')
export class Account {
  @IdPrimaryColumn() id!: string;
  @Column('varchar') email!: string;
  /** Null for who signs in by passkeys or identities alone. */
  @Column('varchar', { name: 'password_hash', nullable: true }) passwordHash!: string | null;
  @Column('varchar', { name: 'full_name' }) fullName!: string;
  @Column('varchar') timezone!: string;
  /** What differs from the usual. */
  @Column('simple-json', { nullable: true }) settings!: Partial<typeof usualSettings> | null;
  @Column('int') version!: number;
  @Column('datetime', { name: 'created_at' }) createdAt!: Date;
  /** Since when it is known that whoever has the account reads the mail of its address. */
  @Column('datetime', { name: 'email_verified_at', nullable: true }) emailVerifiedAt!: Date | null;
  /** Whether it looks after the installation. */
  @Column('boolean', { name: 'is_admin' }) isAdmin!: boolean;
  /** Since when nobody gets in. */
  @Column('datetime', { name: 'disabled_at', nullable: true }) disabledAt!: Date | null;

  change(change: AccountChange, at = new Date()): void {
    const { full_name = this.fullName, timezone = this.timezone, vacation_mode, ...settings } = change;
    this.fullName = full_name.trim();
    this.timezone = timezone;
    this.settings = { ...this.settings, ...settings };
    if (vacation_mode !== undefined) this.settings.vacations = this.vacationsIf(vacation_mode, at);
    this.version += 1;
  }

  /** Lets nobody in from a moment on, or everybody again who can. */
  disable(since: Date | null): void {
    this.disabledAt = since;
    this.version += 1;
  }

  /** Whoever has the account reads the mail of this address. */
  proveEmail(email: string, at: Date): void {
    const moved = email !== this.email;
    this.emailVerifiedAt = moved ? at : (this.emailVerifiedAt ?? at);
    this.email = email;
    this.version += 1;
  }

  private get vacations(): Vacation[] {
    return this.settings?.vacations ?? [];
  }

  /** What there is of them once one begins, or ends; the days on which it does are part of it. */
  private vacationsIf(begins: boolean, at: Date): Vacation[] {
    const today = luxon().DateTime.fromJSDate(at, { zone: this.timezone }).toISODate()!;
    if (begins === isAway(this.vacations)) return this.vacations;
    if (begins) return [...this.vacations, { from: today, to: null }].slice(-mostVacations);
    return this.vacations.map((each) => ({ ...each, to: each.to ?? today }));
  }

  /** The account as the SDKs know it. What was completed is known to the task service, and added by the gateway. */
  toView(now = new Date()): CurrentUser {
    return {
      id: this.id,
      email: this.email,
      full_name: this.fullName,
      inbox_project_id: this.id,
      tz_info: zoneInfo(this.timezone, now),
      lang: 'en',
      ...usualSettings,
      ...this.settings,
      vacation_mode: isAway(this.vacations),
      completed_count: 0,
      completed_today: 0,
      karma: 0,
      karma_trend: '-',
      email_verified: this.emailVerifiedAt !== null,
      has_password: this.passwordHash !== null,
      is_administrator: Boolean(this.isAdmin),
      is_premium: false,
      premium_status: 'not_premium',
      business_account_id: null,
      joined_at: this.createdAt.toISOString(),
    };
  }
}

const isAway = (vacations: Vacation[]): boolean => vacations.at(-1)?.to === null;

/** The offset of a zone at a moment, in the parts that the SDKs want. */
export function zoneInfo(timezone: string, at: Date): ZoneInfo {
  const local = luxon().DateTime.fromJSDate(at, { zone: timezone });
  return {
    timezone,
    gmt_string: local.toFormat('ZZ'),
    hours: Math.trunc(local.offset / 60),
    minutes: Math.abs(local.offset % 60),
    is_dst: local.isInDST ? 1 : 0,
  };
}
