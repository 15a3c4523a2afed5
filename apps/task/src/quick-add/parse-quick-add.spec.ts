import { describe, expect, it } from '@jest/globals';
import type { Reference } from '../due/reference.js';
import { englishDates } from './date-reader.js';
import type { Known } from './known.js';
import type { Named } from './names.js';
import { waysToName } from './people.js';
import { parseQuickAdd, type QuickAdd } from './parse-quick-add.js';

/** Friday 20 November 2026, 16:00 in Madrid. */
const friday: Reference = { now: new Date('2026-11-20T15:00:00Z'), timezone: 'Europe/Madrid' };

const names = (...all: string[]): Named[] => all.map((name) => ({ id: `id of ${name}`, name }));

const known: Known = {
  home: { projectId: 'id of Inbox', sectionId: null, parentId: null },
  due: null,
  projects: names('Inbox', 'Home', 'Home Repairs', 'Work', 'Ünï', 'C++ & more'),
  sections: [
    { id: 'id of Later', name: 'Later', projectId: 'id of Inbox' },
    { id: 'id of Bills', name: 'Bills', projectId: 'id of Home' },
    { id: 'id of 2nd Floor', name: '2nd Floor', projectId: 'id of Home' },
  ],
  people: waysToName(
    [
      { id: 'ada', projectId: 'id of Home', fullName: 'Ada Lovelace', email: 'ada@example.org' },
      { id: 'grace', projectId: 'id of Home', fullName: 'Grace Hopper', email: 'grace@example.org' },
      { id: 'kelly', projectId: 'id of Home', fullName: 'Grace Kelly', email: 'kelly@example.org' },
      { id: 'one', projectId: 'id of Work', fullName: 'Sam Doe', email: 'one@example.org' },
      { id: 'two', projectId: 'id of Work', fullName: 'Sam Doe', email: 'two@example.org' },
    ],
    'grace',
  ),
  labels: names('money', 'good idea'),
};

const parse = (text: string): QuickAdd => parseQuickAdd(text, known, englishDates(friday));
const kinds = (text: string): string[] => parse(text).parts.map(({ kind }) => kind);
const dueOf = (text: string): string | null => {
  const { due } = parse(text);
  return due && (due.time === null ? due.date : `${due.date}T${due.time.slice(0, 5)}`);
};

describe('quick add', () => {
  it.each(['{deadline friday}', '{friday}'])('understands all of its syntax at once, with %s', (deadline) => {
    const understood = parse(`Pay rent tomorrow 9am every month #Home /Bills @money p1 ${deadline} // see mail`);
    expect(understood).toMatchObject({
      content: 'Pay rent',
      description: 'see mail',
      due: { date: '2026-11-21', time: '09:00:00', string: 'every month starting tomorrow at 9am' },
      deadline: '2026-11-27',
      priority: 4,
      labels: ['money'],
      project: { name: 'Home' },
      section: { name: 'Bills' },
    });
    expect(understood.due?.recurrence).toContain('FREQ=MONTHLY');
    expect(understood.parts.map(({ kind, text, value }) => [kind, text, value])).toEqual([
      ['due', 'tomorrow 9am every month', '2026-11-21T09:00:00'],
      ['project', '#Home', 'Home'],
      ['section', '/Bills', 'Bills'],
      ['label', '@money', 'money'],
      ['priority', 'p1', '4'],
      ['deadline', deadline, '2026-11-27'],
      ['description', '// see mail', 'see mail'],
    ]);
  });

  it.each([
    ['Dig +ada lovelace #Home', 'ada', 'Ada Lovelace', '+ada lovelace'],
    ['Dig #Home +Ada', 'ada', 'Ada Lovelace', '+Ada'],
    ['Dig #Home +ADA@example.org.', 'ada', 'Ada Lovelace', '+ADA@example.org'],
    ['Dig #Home +me', 'grace', 'Grace Hopper', '+me'],
    ['Dig +Ada #Home +Grace Kelly', 'kelly', 'Grace Kelly', '+Grace Kelly'],
    ['Dig +one@example.org #Work', 'one', 'one@example.org', '+one@example.org'],
  ])('gives it to somebody in the project: %s', (text, id, name, told) => {
    const { assignee, parts } = parse(text);
    expect(assignee).toEqual({ id, name });
    expect(parts).toContainEqual(expect.objectContaining({ kind: 'assignee', text: told, value: name }));
    expect(parts.filter(({ kind }) => kind === 'assignee')).toHaveLength(1);
  });

  it.each(['Dig #Home +Grace', 'Dig #Work +Sam', 'Dig #Work +Sam Doe', 'Dig #Work +Ada', 'Dig #Home+Ada'])(
    'gives it to nobody where no one is meant alone: %s',
    (text) => expect(parse(text).assignee).toBeNull(),
  );

  it.each([
    'Renovation – 2nd Floor',
    'C# course',
    'a/b test and/or w/o 1/2',
    'mail@example.com',
    'Follow @sam@example.social',
    'p1zza, P5, p, up1',
    'Fix issue #5',
    'Look at #nowhere',
    'Go to /nowhere',
    'Wash /Bills',
    '# of things / people @ home !',
    'Wow !important, !!',
    'https://example.com/#Home//x?a=@b',
    '(#Home) "@money"',
    'Call +34 600, +Ada and +me',
    'C++ and 1 +1',
    'Call Tom',
    'Sun screen and Sat nav',
    'Look at 5 houses',
    'Daily standup, weekly report',
    '24/7 support, 3/4 cup',
    'Count every 3 eggs',
    'March on',
    'May the 4th',
    'Morning run, midnight snack, wed dress',
    'Now or never',
    'Read 1984, chapter 5',
    'Second draft of the first hour',
    'Review last friday meeting',
    'Finish before friday, after monday',
    'Plan this week',
    'Rent a car for 3 days',
    'Work for me for a while',
    '{nothing} {} { } {',
    'Braces {tomorrow 9am} {every day}',
    'Tomorrow’s news and Monday-morning blues',
    'C:\\Users\\Sam and \\\\server\\share \\o/',
    'One  two\n three',
    'Slashes //x and x//',
    '20 minutes a day, 3 days a week',
    '! tomorrow’s list, !Tom, {Tom}, !tomorrow',
  ])('leaves ordinary text alone: %s', (text) => {
    expect(parse(text)).toMatchObject({ content: text, due: null, parts: [] });
  });

  it.each([
    ['\\#Home', '#Home'],
    ['Talk \\@money \\/Later \\p1', 'Talk @money /Later p1'],
    ['\\tomorrow never dies', 'tomorrow never dies'],
    ['Watch \\Friday, not more', 'Watch Friday, not more'],
    ['Run \\every day', 'Run every day'],
    ['Run every \\day', 'Run every day'],
    ['\\{friday}', '{friday}'],
    ['Call \\+Ada', 'Call +Ada'],
    ['\\!tomorrow', '!tomorrow'],
    ['Say \\// hello', 'Say // hello'],
    ['\\\\#Home', '\\#Home'],
    ['Bake \\for 30 min', 'Bake for 30 min'],
    ['Bake for \\30 min', 'Bake for 30 min'],
    ['Get some \\sun', 'Get some sun'],
  ])('leaves what a backslash escapes: %s', (text, content) => {
    const understood = parse(text);
    expect(understood).toMatchObject({
      content,
      due: null,
      priority: null,
      labels: [],
      project: null,
      description: '',
    });
    expect(new Set(understood.parts.map(({ kind }) => kind))).toEqual(new Set(['escape']));
  });

  it.each([
    ['Call Sam tomorrow', 'Call Sam', '2026-11-21'],
    ['Tomorrow, call Sam.', 'call Sam.', '2026-11-21'],
    ['Call Sam tomorrow.', 'Call Sam.', '2026-11-21'],
    ['Call tom', 'Call', '2026-11-21'],
    ['Call Sam at 9', 'Call Sam', '2026-11-21T09:00'],
    ['Call Sam 17:30 #Work', 'Call Sam', '2026-11-20T17:30'],
    ['Call Sam on monday at 9:30', 'Call Sam', '2026-11-23T09:30'],
    ['Finish by friday', 'Finish', '2026-11-27'],
    ['Table for saturday 8pm', 'Table', '2026-11-21T20:00'],
    ['Party sat', 'Party', '2026-11-21'],
    ['Pay on 3/4', 'Pay', '2027-03-04'],
    ['Pay 5 jan 14:00', 'Pay', '2027-01-05T14:00'],
    ['Pay jan 5, 2028', 'Pay', '2028-01-05'],
    ['Pay 2026-12-24 18:00', 'Pay', '2026-12-24T18:00'],
    ['Stretch in 2 hours', 'Stretch', '2026-11-20T18:00'],
    ['Stretch in a week', 'Stretch', '2026-11-27'],
    ['Plan next week', 'Plan', '2026-11-23'],
    ['Send 10 emails today', 'Send 10 emails', '2026-11-20'],
    ['Run in the morning', 'Run', '2026-11-21T09:00'],
    ['Film tonight 8pm', 'Film', '2026-11-20T20:00'],
    ['Prepare monday report tomorrow', 'Prepare monday report', '2026-11-21'],
    ['Meet tomorrow with Sam at 9am', 'Meet with Sam', '2026-11-21T09:00'],
    ['Meet Sam tomorrow #Work at 9', 'Meet Sam', '2026-11-21T09:00'],
    ['At 9am meet Sam tomorrow', 'meet Sam', '2026-11-21T09:00'],
    ['Call tomorrow @ 9', 'Call', '2026-11-21T09:00'],
    ['Call tomorrow @9am', 'Call', '2026-11-21T09:00'],
  ])('finds the due date: %s', (text, content, due) => {
    expect([parse(text).content, dueOf(text), parse(text).due?.recurrence]).toEqual([content, due, null]);
  });

  it.each([
    ['Run every mon, wed, fri at 7am', 'Run', 'every mon, wed, fri at 7am', 'BYDAY=MO,WE,FR'],
    ['Water every! 3 days', 'Water', 'every! 3 days', 'FREQ=DAILY;INTERVAL=3'],
    ['Standup daily', 'Standup', 'daily', 'FREQ=DAILY'],
    ['Standup daily at 9 #Work', 'Standup', 'daily at 9', 'FREQ=DAILY'],
    ['Every last friday pay wages', 'pay wages', 'Every last friday', 'BYDAY=-1FR'],
    ['Drink every day for 3 weeks', 'Drink', 'every day for 3 weeks', 'UNTIL=20261210'],
    ['Walk 20 minutes every day', 'Walk 20 minutes', 'every day', 'FREQ=DAILY'],
    ['Pay every month tomorrow', 'Pay', 'every month starting tomorrow', 'BYMONTHDAY=21'],
    ['Pay 9am every month', 'Pay', '9am every month', 'FREQ=MONTHLY'],
  ])('finds what recurs: %s', (text, content, string, rule) => {
    const { due, ...understood } = parse(text);
    expect([understood.content, due?.string]).toEqual([content, string]);
    expect(due?.recurrence).toContain(rule);
  });

  it('takes the longest name that is known, in whatever case', () => {
    expect(parse('Paint #home repairs now').project?.name).toBe('Home Repairs');
    expect(parse('Paint #Home Repairsman')).toMatchObject({ project: { name: 'Home' }, content: 'Paint Repairsman' });
    expect(parse('Learn #C++ & more').project?.name).toBe('C++ & more');
    expect(parse('Learn #ünï').project?.name).toBe('Ünï');
    expect(parse('Paint /2nd floor #Home').section?.name).toBe('2nd Floor');
    expect(parse('Note @Good Idea today').labels).toEqual(['good idea']);
  });

  it('knows the sections of the project that is named, or else of where the task goes', () => {
    expect(parse('Wash /Later').section?.name).toBe('Later');
    expect(parse('Wash /Later #Home')).toMatchObject({ section: null, content: 'Wash /Later' });
  });

  it('makes a label of any word after @, each once', () => {
    expect(parse('Buy @new @money @new @🍅, soon').labels).toEqual(['new', 'money', '🍅']);
    expect(parse(`Buy @${'x'.repeat(129)}`).labels).toEqual([]);
  });

  it('takes the last of what can be there once, and leaves those before it', () => {
    expect(parse('Write #Home docs #Work p1 p3')).toMatchObject({
      content: 'Write #Home docs p1',
      project: { name: 'Work' },
      priority: 2,
    });
  });

  it.each([
    ['Call for 30 min', { amount: 30, unit: 'minute' }],
    ['Call for 45m tomorrow', { amount: 45, unit: 'minute' }],
    ['Call tomorrow 4pm for 1.5h', { amount: 90, unit: 'minute' }],
    ['Call for 1 hour 30 minutes.', { amount: 90, unit: 'minute' }],
    ['Call for an hour p2', { amount: 60, unit: 'minute' }],
    ['Trip 22 nov for 3 days', { amount: 3, unit: 'day' }],
    ['Call for 0 min', null],
    ['Call for 999999 min', null],
  ])('finds how long it takes: %s', (text, duration) => expect(parse(text).duration).toEqual(duration));

  it.each([
    ['Call !30 min before tomorrow 4pm', [[30, undefined]]],
    [
      'Call today 5pm !2h before !an hour before',
      [
        [120, undefined],
        [60, undefined],
      ],
    ],
    ['Call !tomorrow 9am', [[null, '2026-11-21']]],
    ['Call !every day at 9', [[null, '2026-11-21']]],
  ])('finds reminders: %s', (text, reminders) => {
    const understood = parse(text);
    expect(understood.content).toBe('Call');
    expect(understood.reminders.map(({ minuteOffset, due }) => [minuteOffset, due?.date])).toEqual(reminders);
  });

  it('reminds before a task is due only where it is due at some time', () => {
    const text = 'Call !30 min before';
    expect(parse(text)).toMatchObject({ content: text, reminders: [] });
    const { due } = parse('x tomorrow 4pm');
    const understood = parseQuickAdd(text, { ...known, due }, englishDates(friday));
    expect(understood).toMatchObject({ content: 'Call', reminders: [{ minuteOffset: 30 }] });
  });

  it('takes all that follows // for the description', () => {
    expect(parse('Read //  see #Home\nand tomorrow ')).toMatchObject({
      content: 'Read',
      description: 'see #Home\nand tomorrow',
      due: null,
    });
    expect(kinds('Read //')).toEqual(['description']);
  });

  it('is empty where there is nothing but syntax', () => expect(parse('tomorrow #Home p1').content).toBe(''));

  it('refuses a text that is too long for what can be said, whatever its description', () => {
    expect(parse(`x // ${'y'.repeat(16_000)}`).description).toHaveLength(16_000);
    expect(() => parse('x '.repeat(501))).toThrow(expect.objectContaining({ code: 'quick_add.too_long' }));
  });
});
