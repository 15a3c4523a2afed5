/** Days are calendar dates, `YYYY-MM-DD`: they compare as text and belong to no zone. */
export type Day = string;

const locale = globalThis.navigator?.language.startsWith('en') ? navigator.language : 'en-GB';

/** The calendar date in a zone at a moment. */
export function todayIn(zone: string, at = new Date()): Day {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

export function addDays(day: Day, count: number): Day {
  const date = asUtc(day);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((asUtc(to).getTime() - asUtc(from).getTime()) / 86_400_000);
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(day: Day): number {
  return asUtc(day).getUTCDay() || 7;
}

export function formatDay(day: Day, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(asUtc(day));
}

/** A moment as people say it: the time of day if it was today, else the date. */
export function formatMoment(moment: string, zone: string, today: Day): string {
  const at = new Date(moment);
  const day = todayIn(zone, at);
  const time = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
  if (day === today) return time;
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return `${formatDay(day, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) })}, ${time}`;
}

function asUtc(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}
