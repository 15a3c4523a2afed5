import type { ParsedResult } from 'chrono-node';
import type { DateTime } from 'luxon';
import { luxon } from '#service/luxon.js';
import { whenNeeded } from '#service/when-needed.js';
import { type DueDate, isKept, localDue } from './due-date.js';
import type { Reference } from './reference.js';

/** What reads dates, of which English is loaded, for the first date that is not written in digits. */
const english = whenNeeded<typeof import('chrono-node/en')>('chrono-node/en');

const past = /\b(last|past|ago|yesterday)\b/i;

/** Parts of the day without a clock time, by chrono's tag. */
const partsOfDay: Record<string, string> = {
  'casualReference/morning': '09:00:00',
  'casualReference/afternoon': '12:00:00',
  'casualReference/evening': '19:00:00',
  'casualReference/tonight': '19:00:00',
};

/**
 * One date in English such as `tomorrow at 9`, `next friday`, `in 2 hours`, `5 jan 14:00`; undefined for text that is not one
 * from its first to its last word. Days without a year or a week are the next ones to come.
 */
export function parseSingleDate(wording: string, reference: Reference): DueDate | undefined {
  const result = wholeText(plainer(wording, reference), reference);
  const when = result && whenOf(result, reference);
  return when && isKept(when.moment) ? localDue(when.moment.toFormat('yyyy-MM-dd'), when.time, wording) : undefined;
}

/** Replaces what chrono does not know, or takes for something else, by what it knows. */
function plainer(text: string, { now, timezone }: Reference): string {
  const today = luxon().DateTime.fromJSDate(now, { zone: timezone });
  return text
    .replace(/\s+/g, ' ')
    .replace(/\btod\b/i, 'today')
    .replace(/\btom\b/i, 'tomorrow')
    .replace(/ ?@ ?/, ' at ')
    .replace(/\bin the (morning|afternoon|evening)\b/i, '$1')
    .replace(/\bnext week\b/i, 'next monday')
    .replace(/\b(feb(ruary)?\.? 29(th)?|29(th)?( of)? feb(ruary)?)\b(?!,? \d{4})/i, () => nextLeapDay(today))
    .trim();
}

/** chrono would take 29 February for a day of this year, which may not have it. */
function nextLeapDay(today: DateTime): string {
  const years = Array.from({ length: 9 }, (_, index) => today.year + index);
  const days = years.map((year) => luxon().DateTime.fromObject({ year, month: 2, day: 29 }, { zone: today.zone }));
  return days.find((day) => day.isValid && day >= today.startOf('day'))!.toFormat('yyyy-MM-dd');
}

function wholeText(text: string, { now, timezone }: Reference): ParsedResult | undefined {
  const offset = luxon().DateTime.fromJSDate(now, { zone: timezone }).offset;
  const results = english().casual.parse(text, { instant: now, timezone: offset }, { forwardDate: !past.test(text) });
  const [result] = results;
  const whole = results.length === 1 && result?.index === 0 && result.text.length === text.length && !result.end;
  return whole ? result : undefined;
}

function whenOf(result: ParsedResult, { timezone }: Reference): { moment: DateTime; time: string | null } {
  const { start } = result;
  if (start.isCertain('hour') && start.isCertain('timezoneOffset')) {
    const moment = luxon().DateTime.fromJSDate(start.date(), { zone: timezone });
    return { moment, time: moment.toFormat('HH:mm:ss') };
  }
  const [year, month, day] = [start.get('year')!, start.get('month')!, start.get('day')!];
  const moment = luxon().DateTime.fromObject({ year, month, day }, { zone: 'utc' });
  if (!start.isCertain('hour')) {
    const part = [...result.tags()].find((tag) => tag in partsOfDay);
    return { moment, time: part ? partsOfDay[part] : null };
  }
  const clock = [start.get('hour'), start.get('minute'), start.get('second')];
  return { moment, time: clock.map((each) => String(each ?? 0).padStart(2, '0')).join(':') };
}
