import { field, type Presence } from './declared-fields.js';

/** A calendar date, `YYYY-MM-DD`, with no time and no zone. */
export function CalendarDate(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'string', format: 'date' }, ({ Matches }) => [
    Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { message: '$property must be a date like 2026-11-22' }),
  ]);
}

/** A date with a time, RFC 3339; without an offset it is local to wherever the reader is. */
export function DateAndTime(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'string', maxLength: 32 }, ({ Matches }) => [
    Matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?$/, {
      message: '$property must be a date and time like 2026-11-22T09:00:00 or 2026-11-22T09:00:00Z',
    }),
  ]);
}

/** A calendar date, or a date with a time. */
export function DateOrTime(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'string', maxLength: 32 }, ({ Matches }) => [
    Matches(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?$/, {
      message: '$property must be a date like 2026-11-22, or one with a time like 2026-11-22T09:00:00Z',
    }),
  ]);
}

/** A moment in UTC, RFC 3339 with microseconds; used in answers only. */
export function Instant(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'string', format: 'date-time' });
}

/** The name of a zone in the IANA database, such as `Europe/Madrid`. */
export function TimeZone(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'string', maxLength: 64, example: 'Europe/Madrid' }, ({ IsTimeZone, MaxLength }) => [
    IsTimeZone(),
    MaxLength(64),
  ]);
}
