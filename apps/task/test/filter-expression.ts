import { DateTime } from 'luxon';
import {
  contents,
  type Dice,
  type KnownTask,
  labelNames,
  parentOf,
  projectNames,
  sectionNames,
  type World,
} from './filter-world.js';

/** A filter in words, and the same as a function, written without a look at how filters are read. */
export interface Expression {
  text: string;
  meets: (task: KnownTask) => boolean;
}

/** A filter of some depth. */
export function anExpression(dice: Dice, world: World, depth: number): Expression {
  const kind = depth === 0 ? 0 : dice.below(4);
  if (kind === 0) return dice.oneOf(terms)(dice, world);
  const one = anExpression(dice, world, depth - 1);
  if (kind === 1) return not(one);
  const other = anExpression(dice, world, depth - 1);
  return kind === 2 ? both(one, other) : either(one, other);
}

export const not = ({ text, meets }: Expression): Expression => ({ text: `!(${text})`, meets: (task) => !meets(task) });
export const both = (one: Expression, other: Expression): Expression => ({
  text: `(${one.text}) & (${other.text})`,
  meets: (task) => one.meets(task) && other.meets(task),
});
export const either = (one: Expression, other: Expression): Expression => ({
  text: `(${one.text}) | (${other.text})`,
  meets: (task) => one.meets(task) || other.meets(task),
});

type MakeTerm = (dice: Dice, world: World) => Expression;
const term = (text: string, meets: Expression['meets']): Expression => ({ text, meets });
const word =
  (text: string, meets: Expression['meets']): MakeTerm =>
  () => ({ text, meets });

const escaped = (name: string): string => name.replace(/[&|(),\\*]/g, '\\$&');
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const sameName = (one: string, other: string | null): boolean => other !== null && folded(one) === folded(other);

const treeOf = (name: string): string[] => {
  const roots = projectNames.filter((each) => sameName(each, name));
  const under = (project: string | undefined): boolean =>
    project !== undefined && (roots.includes(project) || under(parentOf[project]));
  return projectNames.filter(under);
};

const names: MakeTerm[] = [
  (dice) => {
    const name = dice.oneOf([...projectNames, 'WORK', 'cafe', 'None']);
    return term(`#${escaped(name)}`, ({ project }) => sameName(name, project));
  },
  (dice) => {
    const name = dice.oneOf([...projectNames, 'None']);
    return term(`##${escaped(name)}`, ({ project }) => treeOf(name).includes(project));
  },
  word('#*or*', ({ project }) => folded(project).includes('or')),
  word('#*%', ({ project }) => project.endsWith('%')),
  word('##*_*', ({ project }) => project === 'a_b'),
  (dice) => {
    const name = dice.oneOf(sectionNames);
    return term(`/${escaped(name)}`, ({ section }) => sameName(name, section));
  },
  word('/*', ({ section }) => section !== null),
  word('no section', ({ section }) => section === null),
  (dice) => {
    const name = dice.oneOf([...labelNames, 'HOME', 'none']);
    return term(`@${escaped(name)}`, ({ labels }) => labels.includes(name));
  },
  word('@ho*e', ({ labels }) => labels.some((label) => /^ho.*e$/.test(label))),
  word('@*%', ({ labels }) => labels.includes('50%')),
  word('@*', ({ labels }) => labels.length > 0),
  word('no labels', ({ labels }) => labels.length === 0),
  (dice) => {
    const text = dice.oneOf([...contents, 'milk', '%', '_', 'B']);
    return term(`search: ${escaped(text)}`, ({ content }) => folded(content).includes(folded(text)));
  },
];

const facts: MakeTerm[] = [
  (dice) => {
    const shown = 1 + dice.below(4);
    return term(`p${shown}`, ({ priority }) => priority === 5 - shown);
  },
  word('no priority', ({ priority }) => priority === 1),
  word('no date', ({ due }) => due === null),
  word('no time', ({ due }) => due === null || ('time' in due && due.time === null)),
  word('no deadline', ({ deadline }) => deadline === null),
  word('recurring', ({ isRecurring }) => isRecurring),
  word('subtask', ({ isSubtask }) => isSubtask),
  word('all', () => true),
  word('assigned', ({ assignedTo }) => assignedTo !== null),
  word('shared', ({ isShared }) => isShared),
  word('assigned to: me', ({ assignedTo }) => assignedTo === 'ada'),
  word('assigned to: others', ({ assignedTo }) => assignedTo === 'bob'),
  word('assigned to: BOB D*', ({ assignedTo }) => assignedTo === 'bob'),
  word('assigned by: me', ({ assignedBy }) => assignedBy === 'ada'),
  word('assigned by: bob@example.org', ({ assignedBy }) => assignedBy === 'bob'),
  word('added by: me', ({ addedBy }) => addedBy === 'ada'),
  word('added by: others', ({ addedBy }) => addedBy === 'bob'),
  word('added by: ada *', ({ addedBy }) => addedBy === 'ada'),
];

/** The day on which a task is due, where the person is. */
const dayOf = ({ due }: KnownTask, { now }: World): string | null => {
  if (due === null) return null;
  return 'date' in due ? due.date : due.instant.setZone(now.zone).toFormat('yyyy-MM-dd');
};

/** Negative for a task that is due before a moment, positive after it; null for all day on its day, and for no date. */
function comparedWith(moment: DateTime, { due }: KnownTask): number | null {
  if (due === null) return null;
  if ('instant' in due) return due.instant.toMillis() - moment.toMillis();
  const [date, time] = [moment.toFormat('yyyy-MM-dd'), moment.toFormat('HH:mm:ss')];
  if (due.date !== date) return due.date < date ? -1 : 1;
  return due.time === null ? null : due.time.localeCompare(time);
}

const onDay = (dice: Dice, { now }: World): [words: string, day: string] => {
  const distance = dice.oneOf([0, 1, -1, 2, -2, 7, -7]);
  const day = now.plus({ days: distance }).toFormat('yyyy-MM-dd');
  if (distance === 0) return [dice.oneOf(['today', day]), day];
  return [dice.oneOf([day, distance > 0 ? `+${distance} days` : `${distance} days`]), day];
};

const dates: MakeTerm[] = [
  (_, world) => term('today', (task) => dayOf(task, world) === world.now.toFormat('yyyy-MM-dd')),
  (_, world) => term('tomorrow', (task) => dayOf(task, world) === world.now.plus({ days: 1 }).toFormat('yyyy-MM-dd')),
  (_, world) =>
    term('overdue', (task) => {
      const day = dayOf(task, world);
      const compared = comparedWith(world.now.startOf('second'), task);
      return (day !== null && day < world.now.toFormat('yyyy-MM-dd')) || (compared !== null && compared < 0);
    }),
  (dice, world) => {
    const count = 1 + dice.below(8);
    const days = Array.from({ length: count }, (_, index) => world.now.plus({ days: index }).toFormat('yyyy-MM-dd'));
    return term(`next ${count} days`, (task) => days.includes(dayOf(task, world) ?? ''));
  },
  (dice, world) => {
    const count = 1 + dice.below(8);
    const days = Array.from({ length: count }, (_, index) =>
      world.now.minus({ days: index + 1 }).toFormat('yyyy-MM-dd'),
    );
    return term(`-${count} days`, (task) => days.includes(dayOf(task, world) ?? ''));
  },
  (dice, world) => {
    const [words, date] = onDay(dice, world);
    return dice.oneOf([
      term(`due: ${words}`, (task) => dayOf(task, world) === date),
      term(`due before: ${words}`, (task) => (dayOf(task, world) ?? '~') < date),
      term(`due after: ${words}`, (task) => (dayOf(task, world) ?? '') > date),
    ]);
  },
  (dice, world) => {
    const moment = world.now.plus({ days: dice.oneOf([-1, 0, 1]) }).set({ hour: 14, minute: 0, second: 0 });
    const words = moment.toFormat("yyyy-MM-dd 'at' HH:mm");
    return dice.oneOf([
      term(`due before: ${words}`, (task) => (comparedWith(moment, task) ?? 0) < 0),
      term(`due after: ${words}`, (task) => (comparedWith(moment, task) ?? 0) > 0),
      term(`due: ${words}`, (task) => comparedWith(moment, task) === 0),
    ]);
  },
  (dice, world) => {
    const [words, date] = onDay(dice, world);
    return dice.oneOf([
      term(`deadline: ${words}`, ({ deadline }) => deadline === date),
      term(`deadline before: ${words}`, ({ deadline }) => deadline !== null && deadline < date),
      term(`deadline after: ${words}`, ({ deadline }) => deadline !== null && deadline > date),
    ]);
  },
  (dice, world) => {
    const [words, date] = onDay(dice, world);
    const added = ({ addedAt }: KnownTask): string => addedAt.setZone(world.now.zone).toFormat('yyyy-MM-dd');
    return dice.oneOf([
      term(`created: ${words}`, (task) => added(task) === date),
      term(`created before: ${words}`, (task) => added(task) < date),
      term(`created after: ${words}`, (task) => added(task) > date),
    ]);
  },
];

export const terms = [...names, ...facts, ...dates, ...dates];
