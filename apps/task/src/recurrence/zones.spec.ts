import { expect, it } from '@jest/globals';
import { IANAZone } from 'luxon';
import { RRuleTemporal } from 'rrule-temporal';
import { dueView } from '../due/due-date.js';
import { secondsADay, dateOf, timeOf, type Wall } from './calendar.js';
import { nextDue } from './next-due.js';
import { formatRecurrence } from './recurrence.js';
import { formatWall } from './rule.js';

const [first, last] = [Date.UTC(2026, 10, 20) / 1000, Date.UTC(2036, 10, 20) / 1000];
/** Clocks are not changed twice within this time. */
const stride = 28 * secondsADay;

interface Transition {
  /** Seconds since 1970 at which clocks change. */
  at: number;
  /** Seconds that clocks are ahead of UTC. */
  before: number;
  after: number;
}

/** When the clocks of a zone change in the coming ten years. */
function transitionsOf(zone: string): Transition[] {
  const offset = (at: number): number => IANAZone.create(zone).offset(at * 1000) * 60;
  const found: Transition[] = [];
  for (let from = first; from < last; from += stride) {
    let [low, high] = [from, from + stride];
    const [before, after] = [offset(low), offset(high)];
    if (before === after) continue;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offset(middle) === before) low = middle;
      else high = middle;
    }
    found.push({ at: high, before, after });
  }
  return found;
}

/** What is due each day at some time is completed on the day before clocks change there. */
function dueOnTheDay(zone: string, wall: Wall): string {
  const recurrence = formatRecurrence({
    rule: { frequency: 'DAILY', interval: 1 },
    start: wall - secondsADay,
    occurrence: wall - secondsADay,
    allDay: false,
    fromCompletion: false,
  });
  const [date, time] = [dateOf(wall - secondsADay), timeOf(wall - secondsADay)];
  const due = { date, time, timezone: zone, fold: false, string: 'every day', lang: 'en', recurrence };
  const completed = new Date((wall - 2 * secondsADay) * 1000);
  return dueView(nextDue(due, { now: completed, timezone: 'UTC' })!).date;
}

const zones = Intl.supportedValuesOf('timeZone')
  .map((zone) => ({ zone, transitions: transitionsOf(zone) }))
  .filter(({ transitions }) => transitions.length > 0);
const moment = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000', '');

it('keeps its time wherever clocks change in the coming ten years: later where they jump over it, the first where it comes twice', () => {
  expect(zones.length).toBeGreaterThan(100);
  for (const { zone, transitions } of zones) {
    for (const { at, before, after } of transitions) {
      const [from, to] = [at + Math.min(before, after), at + Math.max(before, after)];
      const around = [from, to - 60, to].map((wall) => {
        // Until the clocks have changed, and for what they jump over, counts what they showed before.
        const expected = wall < to ? wall - before : wall - after;
        return { wall, expected: moment(expected) };
      });
      const found = around.map(({ wall }) => ({ wall, expected: dueOnTheDay(zone, wall) }));
      expect([zone, found]).toEqual([zone, around]);
    }
  }
});

it('is at the moments that a library finds which knows zones, for times that exist', () => {
  for (const { zone, transitions } of zones) {
    const { at, before, after } = transitions.find((each) => each.after < each.before)!;
    for (const wall of [at + after, at + before - 60, at + 12 * 3600]) {
      const start = formatWall(wall - secondsADay, false);
      const theirs = new RRuleTemporal({
        rruleString: `DTSTART;TZID=${zone}:${start}\nRRULE:FREQ=DAILY;COUNT=2`,
      }).all();
      expect([zone, dueOnTheDay(zone, wall)]).toEqual([zone, moment(theirs[1].epochMilliseconds / 1000)]);
    }
  }
});
