import { notUnderstood } from './language.js';

interface Timed {
  /** The text without its time. */
  rest: string;
  /** `09:00:00` */
  time: string | null;
  partOfDay: boolean;
}

/** When a part of the day is without a clock, and from which hour to which one may be. */
const partsOfDay: Record<string, { usual: string; from: number; to: number }> = {
  morning: { usual: '09:00:00', from: 0, to: 11 },
  afternoon: { usual: '12:00:00', from: 12, to: 18 },
  evening: { usual: '19:00:00', from: 16, to: 23 },
  night: { usual: '22:00:00', from: 18, to: 23 },
};

const clock =
  /(?:^| )(?:(?:at )?(?:(?<named>noon|midnight)|(?<hour>\d{1,2})(?::(?<minute>\d\d))?(?: ?(?<half>am|pm))|(?<full>\d{1,2}:\d\d))|at (?<bare>\d{1,2}))$/;
const part = /(?:^| )(?:in the |at )?(?<part>morning|afternoon|evening|night)s?$/;

/** Takes a time off the end of a text: `at 9`, `8pm`, `20:00`, `noon`, `in the morning`, `morning at 8`. */
export function takeTime(text: string): Timed {
  const told = clock.exec(text);
  const left = told ? text.slice(0, told.index) : text;
  const within = part.exec(left);
  const rest = within ? left.slice(0, within.index) : left;
  const hours = within && partsOfDay[within.groups!.part];
  if (!told) return { rest, time: hours?.usual ?? null, partOfDay: within !== null };
  const [named, minute] = timeOf(told.groups!);
  const isOpen = told.groups!.half === undefined && told.groups!.named === undefined;
  const hour = hours && isOpen && named < 12 && named < hours.from ? named + 12 : named;
  if (!(hour <= 23) || minute > 59 || (hours && (hour < hours.from || hour > hours.to))) {
    throw notUnderstood('a time that exists, such as `at 9`, `20:00` or `morning`');
  }
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00`;
  return { rest, time, partOfDay: within !== null };
}

function timeOf({ named, hour, minute, half, full, bare }: Record<string, string | undefined>): [number, number] {
  if (named) return [named === 'noon' ? 12 : 0, 0];
  if (full) return full.split(':').map(Number) as [number, number];
  if (bare) return [Number(bare), 0];
  const told = Number(hour);
  if (told < 1 || told > 12) return [NaN, 0];
  return [(told % 12) + (half === 'pm' ? 12 : 0), Number(minute ?? 0)];
}
