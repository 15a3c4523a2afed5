import { command, contract, once, openCommand, query } from './contract.js';
import { PartialType } from './derived.js';
import { CurrentPassword } from './current-password.js';
import { Decimal, Email, Flag, Id, OneOf, Text, Whole } from './fields.js';
import { WholeNumbers } from './list-fields.js';
import { ListOf, Nested } from './nested-fields.js';
import { CalendarDate, Instant, TimeZone } from './time-fields.js';
import { Nothing } from './page.js';

/** A new account. The password is 8 to 256 characters of any kind; the time zone decides what "today" means. */
export class RegisterAccount {
  @Email({ example: 'ada@example.org' }) email!: string;
  @Text({ min: 8, max: 256 }) password!: string;
  @Text({ min: 1, max: 255, example: 'Ada Lovelace' }) full_name!: string;
  @TimeZone({ optional: true, description: 'IANA name; UTC unless told' }) timezone?: string;
}

export class DeleteAccount {
  @CurrentPassword() current_password!: string;
  @Flag({ optional: true, description: 'Leave an installation with accounts that nobody administers' })
  leave_without_administrator?: boolean;
}

/** The user's zone as the SDKs describe it, computed for this moment. */
export class ZoneInfo {
  @Text({ max: 64, example: 'Europe/Madrid' }) timezone!: string;
  @Text({ max: 6, example: '+01:00' }) gmt_string!: string;
  @Whole({ min: -14, max: 14 }) hours!: number;
  @Whole({ min: 0, max: 59 }) minutes!: number;
  @Whole({ max: 1, description: '1 while daylight saving time is in force' }) is_dst!: number;
}

/**
 * How clients behave to a person: kept for them, and followed by them. Sounds are the web client's, too; how reminders come is kept
 * for clients that bring them, since Errand itself only tells that they are due (`reminder.due`).
 */
export class ClientSettings {
  @Flag({ description: 'Whether reminders come to the phone' }) reminder_push!: boolean;
  @Flag({ description: 'Whether reminders are shown on the desktop' }) reminder_desktop!: boolean;
  @Flag({ description: 'Whether reminders come by mail' }) reminder_email!: boolean;
  @Flag({ description: 'Whether completing sounds on the desktop' }) completed_sound_desktop!: boolean;
  @Flag({ description: 'Whether completing sounds on the phone' }) completed_sound_mobile!: boolean;
}

/** Times of vacation that are kept. */
export const mostVacations = 50;

/** Days on which no goal was to be reached, both included, by the person's calendar; the last one is null while they go on. */
export class Vacation {
  @CalendarDate() from!: string;
  @CalendarDate({ nullable: true }) to!: string | null;
}

/** What a person likes; it has its usual values until it is changed. */
export class UserSettings extends ClientSettings {
  @Whole({ max: 1, description: '0: DD-MM-YYYY, 1: MM-DD-YYYY' }) date_format!: number;
  @Whole({ max: 1, description: '0: 24 hours, 1: 12 hours' }) time_format!: number;
  @Whole({ min: 1, max: 7, description: 'First day of the week; 1 is Monday' }) start_day!: number;
  @Whole({ min: 1, max: 7, description: 'The day that `next week` means' }) next_week!: number;
  @Whole({ min: 1, max: 7, description: 'The day that `weekend` means' }) weekend_start_day!: number;
  @Text({ min: 1, max: 64, description: 'What the client opens with' }) start_page!: string;
  @Whole({ max: 525_600, description: 'Minutes before a task is due for reminders that nobody said more of' })
  auto_reminder!: number;
  @Text({ min: 1, max: 16, description: 'How clients look, by the names that they have for it' }) theme_id!: string;
  @WholeNumbers({ min: 1, max: 7, size: 7, description: 'Days that break no streak' }) days_off!: number[];
  @Whole({ max: 1000, description: 'Tasks to complete a day; 0 for no goal' }) daily_goal!: number;
  @Whole({ max: 7000, description: 'Tasks to complete a week; 0 for no goal' }) weekly_goal!: number;
  @Flag({ description: 'Whether no goal is to be reached for the time being: its days and weeks break no streak' })
  vacation_mode!: boolean;
  @ListOf(() => Vacation, { size: mostVacations, description: 'The latest, oldest first' }) vacations!: Vacation[];
  @Flag({ description: 'Whether points are not wanted. Clients may ask; nobody is given any here' })
  karma_disabled!: boolean;
}

/** What is to be different about one's own account; what is not sent stays as it is. */
export class AccountChange extends PartialType(UserSettings) {
  @Text({ min: 1, max: 255, optional: true }) full_name?: string;
  @TimeZone({ optional: true, description: 'IANA name' }) timezone?: string;
}

/** The signed-in person, in the shape of the Todoist REST API v1. */
export class CurrentUser extends UserSettings {
  @Id() id!: string;
  @Email() email!: string;
  @Text({ max: 255 }) full_name!: string;
  @Id({ description: 'The Inbox; it carries the id of its owner' }) inbox_project_id!: string;
  @Nested(() => ZoneInfo) tz_info!: ZoneInfo;
  @Text({ max: 8 }) lang!: string;
  @Whole() completed_count!: number;
  @Whole() completed_today!: number;
  @Decimal() karma!: number;
  @Text({ max: 8 }) karma_trend!: string;
  @Flag({ description: 'Whether a mail to the address was answered' }) email_verified!: boolean;
  @Flag({ description: 'Whether it is opened by a password, too' }) has_password!: boolean;
  @Flag({ description: 'Whether it may look after the installation' }) is_administrator!: boolean;
  @Flag() is_premium!: boolean;
  @OneOf(['not_premium', 'current_personal_plan', 'legacy_personal_plan', 'teams_business_member'])
  premium_status!: string;
  @Id({ nullable: true }) business_account_id!: string | null;
  @Instant() joined_at!: string;
}

/** Access for a while, and the means to renew it. */
export class Session {
  @Text({ max: 4096, description: 'Bearer token, an EdDSA-signed JWT' }) access_token!: string;
  @Text({ max: 512, description: 'Good for one use at /auth/refresh' }) refresh_token!: string;
  @Whole({ description: 'Seconds until the access token expires' }) expires_in!: number;
}

export class SignedIn extends Session {
  @Nested(() => CurrentUser) user!: CurrentUser;
}

/**
 * Accounts.
 * - `register`: `account.email_taken` (conflict) when the address is in use, `password.common` (invalid), `registration.closed`
 *   (forbidden). The first account of an installation is its administrator.
 * - `get`: the actor's own account; `account.not_found` once it is deleted.
 * - `update`: changes name, time zone and settings; others hear of the first two (`user.updated`).
 * - `delete`: ends the account at once, and begins the removal of all that it owned (`user.deletion_requested`, and
 *   `user.deleted` when that is done); `account.wrong_password`, `account.sign_in_again` (forbidden), `admin.last` (conflict) for
 *   the last administrator of others, unless that is meant. Deleting once more changes nothing.
 */
export const accountContract = contract('user.account', {
  register: once(openCommand(RegisterAccount, SignedIn)),
  get: query(Nothing, CurrentUser),
  update: command(AccountChange, CurrentUser),
  delete: command(DeleteAccount),
});
