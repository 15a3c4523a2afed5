import type { Thing } from '#contracts/transfer.contract.js';

/** What the format is called in its first line, and its version: one that is newer is refused. */
export const backupKind = 'errand_backup';
export const backupVersion = 1;

/** Bytes of a file that one line carries. */
export const bytesOfLine = 48 * 1024;

/** What a backup carries of an account, besides its time zone. */
export const settingNames = [
  'full_name',
  'date_format',
  'time_format',
  'start_day',
  'next_week',
  'weekend_start_day',
  'start_page',
  'auto_reminder',
  'theme_id',
  'days_off',
  'daily_goal',
  'weekly_goal',
  'vacations',
  'karma_disabled',
  'reminder_push',
  'reminder_desktop',
  'reminder_email',
  'completed_sound_desktop',
  'completed_sound_mobile',
] as const;

/** One line: JSON without line breaks. */
export const lineOf = (thing: Thing | Record<string, unknown>): string => `${JSON.stringify(thing)}\n`;

/** A file of an attachment, before the comment that it is on. */
export interface FileLine {
  kind: 'file';
  id: string;
  file_name: string;
  file_type: string;
  file_size: number;
}
