/** Days since 1 January 1970, as calendars count them: no clocks, no zones. */
export type Day = number;

/** Seconds since 1970 as a clock on the wall shows them, whatever its zone. */
export type Wall = number;

export const secondsADay = 86_400;

/** Years that the database can keep. */
export const lastYear = 9999;

const millisADay = 86_400_000;

export interface Civil {
  year: number;
  /** 1 is January. */
  month: number;
  day: number;
}

/** Months and days beyond their range run on into the next or the one before, as in `month: 13` or `day: 0`. */
export function dayOf({ year, month, day }: Civil): Day {
  return Date.UTC(year, month - 1, day) / millisADay;
}

export function civilOf(day: Day): Civil {
  const date = new Date(day * millisADay);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function daysIn(year: number, month: number): number {
  return dayOf({ year, month: month + 1, day: 1 }) - dayOf({ year, month, day: 1 });
}

/** 0 is Monday. */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

export function dayOfWall(wall: Wall): Day {
  return Math.floor(wall / secondsADay);
}

/** From `2026-11-22` and `09:00:00`; midnight when there is no time. */
export function wallOf(date: string, time: string | null): Wall {
  return Date.parse(`${date}T${time ?? '00:00:00'}Z`) / 1000;
}

export function dateOf(wall: Wall): string {
  return new Date(wall * 1000).toISOString().slice(0, 10);
}

export function timeOf(wall: Wall): string {
  return new Date(wall * 1000).toISOString().slice(11, 19);
}
