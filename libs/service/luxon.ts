import { whenNeeded } from './when-needed.js';

/** What knows time zones and calendars, loaded for the first date that is looked at: a process without work carries 1 MB less. */
export const luxon = whenNeeded<typeof import('luxon')>('luxon');
