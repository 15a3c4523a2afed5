import { readPattern } from './english-pattern.js';
import { takeTime } from './english-time.js';
import { count } from './english-words.js';
import { type Length, notUnderstood, type Phrase, type RecurrenceLanguage } from './language.js';

const recurring =
  /\b(every|everyday|ev|each|hourly|daily|weekly|biweekly|fortnightly|monthly|bimonthly|quarterly|yearly|annually|weekdays|workdays)\b/i;

/** Words that say it in one. */
const shorthands: Record<string, string> = {
  everyday: 'every day',
  hourly: 'every hour',
  daily: 'every day',
  weekly: 'every week',
  biweekly: 'every 2 weeks',
  fortnightly: 'every 2 weeks',
  monthly: 'every month',
  bimonthly: 'every 2 months',
  quarterly: 'every quarter',
  yearly: 'every year',
  annually: 'every year',
  weekdays: 'every weekday',
  workdays: 'every weekday',
};

const expectedPattern =
  'after `every` an interval such as `3 days`, weekdays such as `mon, wed`, `last friday`, a day of the month such as ' +
  '`15th`, `last day` or `first workday`, or dates such as `15 jan`; then a time such as `at 9`, and limits such as ' +
  '`starting 1 dec`, `until 15 dec` or `for 3 weeks`';

/** English as Todoist's users write it: https://www.todoist.com/help/articles/introduction-to-recurring-dates-YUYVJJAV */
export const english: RecurrenceLanguage = {
  code: 'en',
  recurs: (text) => recurring.test(text),

  read(text) {
    const { body, start, end, length } = takeLimits(plain(text));
    const head = /^(?:(?<before>(?!(?:every|ev|each)\b).+?) )?(?:every|ev|each)(?<strict>!?)(?: (?<rest>.+))?$/.exec(
      body,
    )?.groups;
    if (!head) throw notUnderstood('a recurrence that begins with `every`, such as `every monday at 9`');
    const timed = takeTime([head.rest ?? '', head.before ?? ''].filter(Boolean).join(' '));
    const rule = timed.rest === '' && timed.partOfDay ? daily : readPattern(timed.rest);
    const isPlain = !head.before || takeTime(head.before).rest === '';
    if (!rule || !isPlain) throw notUnderstood(expectedPattern);
    return { rule, fromCompletion: head.strict === '!', time: timed.time, start, end, length };
  },
};

const daily = { frequency: 'DAILY', interval: 1 } as const;

/** One way of writing for several. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/ ?@ ?/g, ' at ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[a-z]+(?= |$)/, (word) => shorthands[word] ?? word)
    .replace(/\b(\S+) to last\b/g, '$1 last');
}

type Limits = Pick<Phrase, 'start' | 'end' | 'length'> & { body: string };

const startWords = ['starting', 'start', 'beginning', 'from'];

/** Takes off what says when it begins and ends. */
function takeLimits(text: string): Limits {
  const [body, ...rest] = text.split(/ (starting|start|beginning|from|ending|ends|end|until|till|to|for)(?: on)? /);
  const limits: Limits = { body, start: null, end: null, length: null };
  for (let at = 0; at < rest.length; at += 2) {
    const [word, words] = [rest[at], rest[at + 1].replace(/^at /, '')];
    if (startWords.includes(word)) limits.start = once(limits.start, words);
    else if (word === 'for') limits.length = once(limits.length, lengthOf(words));
    else if (word === 'to' && limits.start === null) throw notUnderstood('`from` before `to`');
    else limits.end = once(limits.end, words);
  }
  if (limits.end !== null && limits.length !== null) throw notUnderstood('either a last day or a length');
  return limits;
}

function once<T>(known: T | null, told: T): T {
  if (known !== null) throw notUnderstood('one start and one end');
  return told;
}

function lengthOf(words: string): Length {
  const [, amount, unit] = /^(\S+) (day|week|month|year)s?$/.exec(words) ?? [];
  const number = amount === undefined ? undefined : /^an?$/.test(amount) ? 1 : count(amount);
  if (number === undefined) throw notUnderstood('after `for` a length such as `3 weeks`');
  return { amount: number, unit: `${unit as 'day' | 'week' | 'month' | 'year'}s` };
}
