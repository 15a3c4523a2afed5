import { anchored } from './anchor.js';
import { dateOf, dayOfWall, secondsADay, timeOf, type Wall } from './calendar.js';
import { isWithinDay, nextInRule } from './next-in-rule.js';
import { formatRule, formatWall, parseRule, parseWall, type Rule } from './rule.js';

/** How something recurs, and which of its dates has come. It is kept as the properties of RFC 5545 that say so. */
export interface Recurrence {
  rule: Rule;
  /** From where the rule counts. */
  start: Wall;
  allDay: boolean;
  /** Whether the rule counts anew from each completion. */
  fromCompletion: boolean;
  /** The date by the rule that is due now, wherever somebody has put it. */
  occurrence: Wall;
}

const fromCompletion = 'X-ERRAND-COUNTS-FROM:COMPLETION';

export function formatRecurrence({ rule, start, allDay, occurrence, ...recurrence }: Recurrence): string {
  const kind = allDay ? ';VALUE=DATE' : '';
  return [
    `DTSTART${kind}:${formatWall(start, allDay)}`,
    `RRULE:${formatRule(rule, allDay)}`,
    `RECURRENCE-ID${kind}:${formatWall(occurrence, allDay)}`,
    ...(recurrence.fromCompletion ? [fromCompletion] : []),
  ].join('\n');
}

/** Reads what `formatRecurrence` wrote. */
export function parseRecurrence(text: string): Recurrence {
  const lines = text.split('\n');
  const valueOf = (name: string): string => {
    const line = lines.find((each) => each.startsWith(name))!;
    return line.slice(line.indexOf(':') + 1);
  };
  return {
    rule: parseRule(valueOf('RRULE')),
    start: parseWall(valueOf('DTSTART')),
    allDay: text.startsWith('DTSTART;VALUE=DATE'),
    fromCompletion: lines.includes(fromCompletion),
    occurrence: parseWall(valueOf('RECURRENCE-ID')),
  };
}

/** The recurrence at its first date at or after `from`; undefined when there is none. */
export function occurringFrom(recurrence: Recurrence, from: Wall): Recurrence | undefined {
  const { rule, start } = recurrence;
  const occurrence = nextInRule(anchored(rule, dayOfWall(start)), start, from);
  return occurrence === undefined ? undefined : { ...recurrence, occurrence };
}

/** The recurrence counted anew: at its first date after `moment`, or after the day of it where that is what counts. */
export function countedFrom(recurrence: Recurrence, moment: Wall): Recurrence | undefined {
  const day = dayOfWall(moment);
  const clock = recurrence.start - dayOfWall(recurrence.start) * secondsADay;
  const start = isWithinDay(recurrence.rule) ? Math.floor(moment / 60) * 60 : day * secondsADay + clock;
  return occurringFrom({ ...recurrence, start }, start + 1);
}

/** The date of the rule that is due now, as a calendar and a clock show it. */
export function dateAndTimeOf({ occurrence, allDay }: Recurrence): { date: string; time: string | null } {
  return { date: dateOf(occurrence), time: allDay ? null : timeOf(occurrence) };
}
