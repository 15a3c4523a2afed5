const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A moment for people, to the minute. */
export const when = (instant: string): string => format.format(new Date(instant));
