import { Column, Entity } from 'typeorm';
import type { UserRegistered } from '#contracts/events.js';
import { IdPrimaryColumn } from '#database/id.js';
import { luxon } from '#service/luxon.js';

/** What this service knows of an account, from the events of the user service. A deleted one stays as a tombstone. */
@Entity('member')
export class Member {
  @IdPrimaryColumn() id!: string;
  @Column('varchar') email!: string;
  /** Whether the address is known to be theirs. */
  @Column('boolean', { name: 'email_verified', default: true }) emailVerified!: boolean;
  @Column('varchar', { name: 'full_name' }) fullName!: string;
  /** IANA name. */
  @Column('varchar') timezone!: string;
  /** Whether they ever took part in what belongs to others. */
  @Column('boolean') collaborates!: boolean;
  /** Whether nobody gets into the account, so that nothing is to reach them. */
  @Column('boolean', { default: false }) disabled!: boolean;
  /** Of the account, as its newest event told; 0 while none has arrived. */
  @Column('int') version!: number;
  @Column('datetime', { name: 'deleted_at' }) deletedAt!: Date | null;

  /** The address at which they may be invited; empty until it is known to be theirs. */
  get confirmedEmail(): string {
    return this.emailVerified ? this.email : '';
  }

  /** Takes over what an event tells, unless it is no news, or of somebody who is gone. */
  register(
    { email, email_verified = true, full_name, timezone, disabled = false }: UserRegistered,
    version: number,
  ): void {
    if (this.deletedAt || version <= this.version) return;
    this.email = email;
    this.emailVerified = email_verified;
    this.fullName = full_name;
    this.timezone = luxon().IANAZone.isValidZone(timezone) ? timezone : 'UTC';
    this.disabled = disabled;
    this.version = version;
  }

  /** Keeps nothing but the fact, so that what was told before cannot bring the person back. */
  bury(version: number, at: Date): void {
    Object.assign(this, {
      email: '',
      fullName: '',
      timezone: 'UTC',
      collaborates: false,
      version: Math.max(version, this.version),
      deletedAt: this.deletedAt ?? at,
    });
  }
}
