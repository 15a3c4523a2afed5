import { describe, expect, it } from '@jest/globals';
import rrule from 'rrule';
import { RRuleTemporal } from 'rrule-temporal';
import { anchored } from './anchor.js';
import { dayOf, secondsADay, type Wall, wallOf } from './calendar.js';
import { isWithinDay, nextInRule } from './next-in-rule.js';
import { formatRule, formatWall, parseRule, type Rule } from './rule.js';

/** Numbers that look random and are the same on each run (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const random = randomFrom(20261120);
const some = <T>(from: T[], most: number): T[] => {
  const chosen = Array.from({ length: 1 + random(most) }, () => from[random(from.length)]);
  return [...new Set(chosen)];
};
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const weekdays = range(0, 6);
const workdays = range(0, 4).map((weekday) => ({ weekday, nth: 0 }));

/** Of each shape that words can be read as, with numbers by chance. */
const shapes: (() => Rule)[] = [
  () => ({ frequency: 'MINUTELY', interval: 1 + random(90) }),
  () => ({ frequency: 'HOURLY', interval: 1 + random(50) }),
  () => ({ frequency: 'DAILY', interval: 1 + random(40) }),
  () => ({ frequency: 'WEEKLY', interval: 1 + random(6) }),
  () => ({
    frequency: 'WEEKLY',
    interval: 1 + random(4),
    byDay: some(weekdays, 5).map((weekday) => ({ weekday, nth: 0 })),
  }),
  () => ({ frequency: 'MONTHLY', interval: 1 + random(7) }),
  () => ({ frequency: 'MONTHLY', interval: 1 + random(4), byMonthDay: some([...range(1, 31), -1, -2, -7, -28], 4) }),
  () => ({
    frequency: 'MONTHLY',
    interval: 1 + random(4),
    byDay: some([1, 2, 3, 4, -1, -2, -3], 2).map((nth) => ({ weekday: random(7), nth })),
  }),
  () => ({ frequency: 'MONTHLY', interval: 1 + random(4), byDay: workdays, bySetPos: [1 + random(20)] }),
  () => ({ frequency: 'MONTHLY', interval: 1 + random(4), byDay: workdays, bySetPos: [-1 - random(20)] }),
  () => ({ frequency: 'YEARLY', interval: 1 + random(4) }),
  () => ({ frequency: 'YEARLY', interval: 1 + random(3), byYearDay: some([...range(1, 59), ...range(-307, -1)], 5) }),
  () => ({
    frequency: 'YEARLY',
    interval: 1 + random(3),
    byMonth: [1 + random(12)],
    byDay: [{ weekday: random(7), nth: [1, 2, 3, 4, -1, -2][random(6)] }],
  }),
];

interface Sample {
  rule: Rule;
  start: Wall;
  text: string;
}

function aSample(index: number): Sample {
  const day = dayOf({ year: 2024 + random(9), month: 1, day: 1 + random(366) });
  const start = day * secondsADay + random(24 * 60) * 60;
  const until = random(4) === 0 ? start + random(900) * secondsADay : undefined;
  const rule = anchored({ ...shapes[index % shapes.length](), until }, day);
  return { rule, start, text: `DTSTART:${formatWall(start, false)} RRULE:${formatRule(rule, false)}` };
}

const samples = Array.from({ length: 1300 }, (_, index) => aSample(index));
const dates = 15;

/** The first dates at or after a moment. */
function ours({ rule, start }: Sample, from: Wall): Wall[] {
  const found: Wall[] = [];
  let next = nextInRule(rule, start, from);
  while (next !== undefined && found.length < dates) {
    found.push(next);
    next = nextInRule(rule, start, next + 1);
  }
  return found;
}

/** In UTC, where every day has 24 hours. */
const inUtc = ({ rule, start }: Sample): string => {
  const text = formatRule(rule, false).replace(/(UNTIL=\w+)/, '$1Z');
  return `DTSTART:${formatWall(start, false)}Z\nRRULE:${text}`;
};

/** Collects as many dates as are compared. */
function collecting(from: Wall): { found: Wall[]; take: (millis: number) => boolean } {
  const found: Wall[] = [];
  const take = (millis: number): boolean => {
    if (millis / 1000 >= from) found.push(millis / 1000);
    return found.length < dates;
  };
  return { found, take };
}

function byRrule(sample: Sample, from: Wall): Wall[] {
  const { found, take } = collecting(from);
  rrule.rrulestr(inUtc(sample)).all((date) => take(date.getTime()));
  return found;
}

function byRruleTemporal(sample: Sample, from: Wall): Wall[] {
  const { found, take } = collecting(from);
  new RRuleTemporal({ rruleString: inUtc(sample) }).all((date) => take(date.epochMilliseconds));
  return found;
}

describe('the dates of a rule', () => {
  it.each([
    ['rrule', byRrule],
    ['rrule-temporal', byRruleTemporal],
  ] as const)('are those that the library %s finds, for rules of every shape', (_, theirs) => {
    for (const sample of samples) {
      const from = sample.start + random(3) * random(isWithinDay(sample.rule) ? secondsADay : 400 * secondsADay);
      expect([sample.text, ours(sample, from)]).toEqual([sample.text, theirs(sample, from)]);
    }
  });

  it('are read from a rule as they were written', () => {
    for (const { rule } of samples) expect(parseRule(formatRule(rule, false))).toEqual(rule);
  });

  it('never skip a month or a year, and keep their day', () => {
    for (const day of range(1, 31)) {
      const start = wallOf(`2027-01-${String(day).padStart(2, '0')}`, null);
      const rule = anchored({ frequency: 'MONTHLY', interval: 1 }, start / secondsADay);
      let from = start;
      for (const index of range(0, 47)) {
        const last = dayOf({ year: 2027, month: index + 2, day: 0 });
        const first = dayOf({ year: 2027, month: index + 1, day: 1 });
        const expected = Math.min(first + day - 1, last) * secondsADay;
        expect(nextInRule(rule, start, from)).toBe(expected);
        from = expected + 1;
      }
    }
  });

  it('are found however far away, and end with the years that can be kept', () => {
    const start = wallOf('2026-11-20', null);
    const rule = anchored({ frequency: 'YEARLY', interval: 999 }, start / secondsADay);
    expect(nextInRule(rule, start, start + 1)).toBe(wallOf('3025-11-20', null));
    expect(nextInRule(rule, start, wallOf('9020-01-01', null))).toBeUndefined();
    expect(nextInRule({ frequency: 'DAILY', interval: 1 }, start, wallOf('9999-12-31', null) + 1)).toBeUndefined();
  });
});
