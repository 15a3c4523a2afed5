import type { Reference } from '../due/reference.js';
import { dayFromToday, daysFromToday, readTime, thisMoment } from './filter-dates.js';
import { syntaxFailure } from './filter-failure.js';
import { readPattern, unescaped } from './filter-pattern.js';
import type { DateOf, Pattern, Relation, Term, Time, Who } from './filter-tree.js';

const on = (time: Time): Term => ({ is: 'dated', by: 'due', relation: 'on', time });

/** Terms that are words alone. */
const words: Record<string, Term | ((reference: Reference) => Term)> = {
  all: { is: 'anything' },
  'view all': { is: 'anything' },
  p1: { is: 'of priority', priority: 4 },
  p2: { is: 'of priority', priority: 3 },
  p3: { is: 'of priority', priority: 2 },
  p4: { is: 'of priority', priority: 1 },
  'no priority': { is: 'of priority', priority: 1 },
  'no date': { is: 'without', what: 'date' },
  'no due date': { is: 'without', what: 'date' },
  'no time': { is: 'without', what: 'time' },
  'no label': { is: 'without', what: 'labels' },
  'no labels': { is: 'without', what: 'labels' },
  'no deadline': { is: 'without', what: 'deadline' },
  'no section': { is: 'without', what: 'section' },
  recurring: { is: 'recurring' },
  subtask: { is: 'subtask' },
  assigned: { is: 'assigned' },
  shared: { is: 'shared' },
  today: (reference) => on(dayFromToday(0, reference)),
  tomorrow: (reference) => on(dayFromToday(1, reference)),
  yesterday: (reference) => on(dayFromToday(-1, reference)),
  overdue: (reference) => ({ is: 'dated', by: 'due', relation: 'before', time: thisMoment(reference) }),
};

const otherWords: Record<string, string> = {
  tod: 'today',
  tom: 'tomorrow',
  od: 'overdue',
  'over due': 'overdue',
};

const nameMarks: Record<string, [thing: string, term: (name: Pattern) => Term]> = {
  '##': ['project', (name) => ({ is: 'in project', name, withSubprojects: true })],
  '#': ['project', (name) => ({ is: 'in project', name, withSubprojects: false })],
  '/': ['section', (name) => ({ is: 'in section', name })],
  '@': ['label', (name) => ({ is: 'labelled', name })],
};

const expectedDate = 'a date such as `tomorrow`, `jan 3`, `next friday at 9` or `-3 days`';
const expectedTerm =
  'a condition such as `today`, `7 days`, `due before: jan 3`, `#Project`, `/Section`, `@label`, `p1`, `no date`, ' +
  '`created: today` or `search: words`';

/** Reads one term, which begins at a position of the query. `filter.syntax` for what is none. */
export function readTerm(text: string, position: number, reference: Reference): Term {
  const word = text.toLowerCase().replace(/\s+/g, ' ');
  const known = Object.hasOwn(otherWords, word) ? words[otherWords[word]] : Object.hasOwn(words, word) && words[word];
  if (known) return typeof known === 'function' ? known(reference) : known;
  return (
    named(text, position) ??
    severalDays(word, text, position, reference) ??
    afterColon(text, position, reference) ??
    dateAlone(text, position, reference)
  );
}

function named(text: string, position: number): Term | undefined {
  const [mark, space] = /^(?:##|[#/@])(\s*)/.exec(text) ?? [];
  if (mark === undefined) return undefined;
  const [thing, term] = nameMarks[mark.slice(0, mark.length - (space ?? '').length)];
  const name = text.slice(mark.length);
  if (name === '') throw syntaxFailure(position + mark.length, '', `the name of a ${thing}, or \`*\` for any`);
  return term(readPattern(name));
}

function severalDays(word: string, text: string, position: number, reference: Reference): Term | undefined {
  const [, count] = /^(?:next )?(\d+) days?$/.exec(word) ?? /^(-\d+) days?$/.exec(word) ?? [];
  if (count === undefined) return undefined;
  const time = Number(count) === 0 ? undefined : daysFromToday(Number(count), reference);
  if (!time) throw syntaxFailure(position, text, 'a number of days such as `7 days` or `-7 days`');
  return on(time);
}

const keyword =
  /^(?:(?<by>due|date|deadline|created)(?:\s+(?<relation>before|after))?|(?<people>(?:assigned|added)\s+by|assigned\s+to)|search)\s*:\s*/i;

function afterColon(text: string, position: number, reference: Reference): Term | undefined {
  const match = keyword.exec(text);
  if (!match) return undefined;
  const { by, relation, people } = match.groups!;
  const rest = text.slice(match[0].length);
  const at = position + match[0].length;
  if (by) {
    const of = by.toLowerCase().replace('date', 'due') as DateOf;
    return dated(of, (relation?.toLowerCase() ?? 'on') as Relation, rest, at, reference);
  }
  if (rest === '') throw syntaxFailure(at, '', people ? '`me`, `others` or a name' : 'words to search for');
  if (!people) return { is: 'called', text: readPattern(rest) };
  const told = people.toLowerCase().replace(/\s+/, ' ') as 'added by' | 'assigned to' | 'assigned by';
  return { is: 'of person', relation: told, who: whoIs(rest) };
}

function dated(by: DateOf, relation: Relation, text: string, position: number, reference: Reference): Term {
  const time = readTime(unescaped(text), reference);
  if (!time) throw syntaxFailure(position, text, expectedDate);
  const isMoment = time.clock !== null;
  if (isMoment && (by === 'deadline' || (by === 'created' && relation === 'on'))) {
    throw syntaxFailure(position, text, 'a day, without a time');
  }
  return { is: 'dated', by, relation, time };
}

function whoIs(text: string): Who {
  const word = text.toLowerCase();
  return word === 'me' || word === 'others' ? { kind: word } : { kind: 'named', name: readPattern(text) };
}

function dateAlone(text: string, position: number, reference: Reference): Term {
  const time = readTime(unescaped(text), reference);
  if (!time) throw syntaxFailure(position, text, expectedTerm);
  return on(time);
}
