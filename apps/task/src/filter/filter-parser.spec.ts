import { describe, expect, it } from '@jest/globals';
import { Failure } from '#contracts/failure.js';
import type { Reference } from '../due/reference.js';
import { parseFilter } from './filter-parser.js';
import type { Filter, FilterNode, Pattern, Term, Time } from './filter-tree.js';

/** A Tuesday, at 19:00:30 in Madrid. */
const reference: Reference = { now: new Date('2026-11-24T18:00:30Z'), timezone: 'Europe/Madrid' };
const read = (query: string): Filter => parseFilter(query, reference);

const name = (pattern: Pattern): string => `<${pattern.join('*')}>`;
const when = ({ firstDay, lastDay, clock }: Time): string =>
  clock === null ? (firstDay === lastDay ? firstDay : `${firstDay}..${lastDay}`) : `${firstDay}T${clock}`;

function showTerm(term: Term): string {
  switch (term.is) {
    case 'in project':
      return `${term.withSubprojects ? 'tree' : 'project'} ${name(term.name)}`;
    case 'in section':
      return `section ${name(term.name)}`;
    case 'labelled':
      return `label ${name(term.name)}`;
    case 'called':
      return `search ${name(term.text)}`;
    case 'of priority':
      return `priority ${term.priority}`;
    case 'without':
      return `no ${term.what}`;
    case 'dated':
      return `${term.by} ${term.relation} ${when(term.time)}`;
    case 'of person':
      return `${term.relation} ${term.who.kind === 'named' ? name(term.who.name) : term.who.kind}`;
    case 'anything':
    case 'recurring':
    case 'subtask':
    case 'assigned':
    case 'shared':
      return term.is;
  }
}

function show(node: FilterNode): string {
  if (node.kind === 'term') return showTerm(node.term);
  if (node.kind === 'not') return `not(${show(node.node)})`;
  return `${node.kind === 'all of' ? 'and' : 'or'}(${node.nodes.map(show).join(', ')})`;
}

const shown = (query: string): string =>
  read(query)
    .panes.map(({ condition }) => show(condition))
    .join(' ; ');

describe('reading a filter', () => {
  it.each([
    ['all', 'anything'],
    ['View  All', 'anything'],
    ['p1', 'priority 4'],
    ['P2', 'priority 3'],
    ['p3', 'priority 2'],
    ['p4', 'priority 1'],
    ['no priority', 'priority 1'],
    ['no date', 'no date'],
    ['No Due Date', 'no date'],
    ['no time', 'no time'],
    ['no label', 'no labels'],
    ['no labels', 'no labels'],
    ['no deadline', 'no deadline'],
    ['no section', 'no section'],
    ['recurring', 'recurring'],
    ['subtask', 'subtask'],
    ['assigned', 'assigned'],
    ['shared', 'shared'],
  ])('knows the word %s', (query, expected) => expect(shown(query)).toBe(expected));

  it.each([
    ['today', 'due on 2026-11-24'],
    ['tod', 'due on 2026-11-24'],
    [' TODAY ', 'due on 2026-11-24'],
    ['tomorrow', 'due on 2026-11-25'],
    ['tom', 'due on 2026-11-25'],
    ['yesterday', 'due on 2026-11-23'],
    ['overdue', 'due before 2026-11-24T19:00:30'],
    ['od', 'due before 2026-11-24T19:00:30'],
    ['over due', 'due before 2026-11-24T19:00:30'],
    ['1 day', 'due on 2026-11-24'],
    ['7 days', 'due on 2026-11-24..2026-11-30'],
    ['next 7 days', 'due on 2026-11-24..2026-11-30'],
    ['-1 day', 'due on 2026-11-23'],
    ['-7 days', 'due on 2026-11-17..2026-11-23'],
    ['jan 3', 'due on 2027-01-03'],
    ['Jan 3 2026', 'due on 2026-01-03'],
    ['Jan 3\\, 2026', 'due on 2026-01-03'],
    ['2026-12-24', 'due on 2026-12-24'],
    ['saturday', 'due on 2026-11-28'],
    ['tomorrow at 9', 'due on 2026-11-25T09:00:00'],
    ['due: tomorrow', 'due on 2026-11-25'],
    ['due:tomorrow', 'due on 2026-11-25'],
    ['date: 3 days', 'due on 2026-11-27'],
    ['due: in 2 weeks', 'due on 2026-12-08'],
    ['due before: jan 3', 'due before 2027-01-03'],
    ['Due  Before : +3 days', 'due before 2026-11-27'],
    ['date before: today', 'due before 2026-11-24'],
    ['due after: in 4 hours', 'due after 2026-11-24T23:00:30'],
    ['due before: today at 23:00', 'due before 2026-11-24T23:00:00'],
    ['date after: next friday', 'due after 2026-12-04'],
    ['deadline: today', 'deadline on 2026-11-24'],
    ['deadline before: 7 days', 'deadline before 2026-12-01'],
    ['deadline after: tomorrow', 'deadline after 2026-11-25'],
    ['created: today', 'created on 2026-11-24'],
    ['created before: -365 days', 'created before 2025-11-24'],
    ['created after: last monday', 'created after 2026-11-23'],
    ['created after: 2 hours ago', 'created after 2026-11-24T17:00:30'],
  ])('tells the dates of %s', (query, expected) => expect(shown(query)).toBe(expected));

  it.each([
    ['#Inbox', 'project <Inbox>'],
    ['# Inbox', 'project <Inbox>'],
    ['##Work', 'tree <Work>'],
    ['#One of  many', 'project <One of  many>'],
    ['#Hey!', 'project <Hey!>'],
    ['#a \\& b', 'project <a & b>'],
    ['#a \\| b\\, c', 'project <a | b, c>'],
    ['#\\(old\\)', 'project <(old)>'],
    ['#\\#1', 'project <#1>'],
    ['#a\\\\b', 'project <a\\b>'],
    ['#\\*', 'project <*>'],
    ['#a \\!b', 'project <a !b>'],
    ['##*', 'tree <*>'],
    ['/Week 3', 'section <Week 3>'],
    ['/*', 'section <*>'],
    ['@home', 'label <home>'],
    ['@ho*e', 'label <ho*e>'],
    ['@today', 'label <today>'],
    ['search: milk', 'search <milk>'],
    ['search: Buy  milk: now', 'search <Buy  milk: now>'],
    ['SEARCH:#1', 'search <#1>'],
    ['assigned to: me', 'assigned to me'],
    ['Assigned To: Others', 'assigned to others'],
    ['assigned to: Ada L*', 'assigned to <Ada L*>'],
    ['assigned by: me', 'assigned by me'],
    ['added by: me', 'added by me'],
    ['added by: ada@example.org', 'added by <ada@example.org>'],
  ])('takes the name out of %s', (query, expected) => expect(shown(query)).toBe(expected));

  it.each([
    ['today & p1', 'and(due on 2026-11-24, priority 4)'],
    ['p1|p2|p3', 'or(priority 4, priority 3, priority 2)'],
    ['p1 | p2 & @a', 'or(priority 4, and(priority 3, label <a>))'],
    ['(p1 | p2) & @a', 'and(or(priority 4, priority 3), label <a>)'],
    ['!p1 & p2', 'and(not(priority 4), priority 3)'],
    ['!(p1 & p2)', 'not(and(priority 4, priority 3))'],
    ['! !p1', 'not(not(priority 4))'],
    ['@a&!@b', 'and(label <a>, not(label <b>))'],
    ['((p1))', 'priority 4'],
    ['p1, p2', 'priority 4 ; priority 3'],
    ['p1 & @a , !p2 | @b', 'and(priority 4, label <a>) ; or(not(priority 3), label <b>)'],
    ['#A & /B & @c & search: d', 'and(project <A>, section <B>, label <c>, search <d>)'],
  ])('puts %s together', (query, expected) => expect(shown(query)).toBe(expected));

  it('remembers where everything stands', () => {
    const { panes } = read(' p1 ,  ( @a | !no date )');
    expect(panes.map(({ query, start, end }) => [query, start, end])).toEqual([
      ['p1', 1, 3],
      ['( @a | !no date )', 7, 24],
    ]);
    expect(panes[1].condition).toMatchObject({
      nodes: [
        { kind: 'term', start: 9, end: 11 },
        { kind: 'not', start: 14, end: 22, node: { start: 15, end: 22 } },
      ],
    });
  });

  it('counts days by the clocks of the person, of 23 and 25 hours too', () => {
    const hours = (zone: string, now: string): number => {
      const { condition } = parseFilter('today', { now: new Date(now), timezone: zone }).panes[0];
      const { time } = (condition as { term: { time: Time } }).term;
      return (time.to.getTime() - time.from.getTime()) / 3_600_000;
    };
    expect(hours('Europe/Madrid', '2026-03-29T12:00:00Z')).toBe(23);
    expect(hours('Europe/Madrid', '2026-10-25T12:00:00Z')).toBe(25);
    expect(hours('America/Santiago', '2026-09-06T12:00:00Z')).toBe(23);
    expect(hours('Asia/Kathmandu', '2026-03-29T12:00:00Z')).toBe(24);
  });

  it.each([
    ['', 0, '', 'a condition'],
    ['   ', 3, '', 'a condition'],
    ['p1 &', 4, '', 'a condition'],
    ['p1,', 3, '', 'a condition'],
    ['!', 1, '', 'a condition'],
    ['& p1', 0, '&', 'a condition'],
    ['p1 & | p2', 5, '|', 'a condition'],
    ['()', 1, ')', 'a condition'],
    ['(p1', 3, '', '`)`'],
    ['(p1, p2)', 3, ',', '`)`'],
    ['p1)', 2, ')', '`,` or the end'],
    ['p1 (p2)', 3, '(', '`,` or the end'],
    ['#a !p1', 3, '!', '`,` or the end'],
    ['p1 p2', 0, 'p1 p2', 'a condition'],
    ['today & nonsense', 8, 'nonsense', 'a condition'],
    ['p5', 0, 'p5', 'a condition'],
    ['constructor', 0, 'constructor', 'a condition'],
    ['no way', 0, 'no way', 'a condition'],
    ['#', 1, '', 'the name of a project'],
    ['p1 & ## & p2', 7, '', 'the name of a project'],
    ['/', 1, '', 'the name of a section'],
    ['@ & p1', 1, '', 'the name of a label'],
    ['search:', 7, '', 'words'],
    ['assigned to:', 12, '', '`me`'],
    ['p1 & due before: soon', 17, 'soon', 'a date'],
    ['due:', 4, '', 'a date'],
    ['due: every day', 5, 'every day', 'a date'],
    ['due: feb 30', 5, 'feb 30', 'a date'],
    ['due: 99999 years', 5, '99999 years', 'a date'],
    ['deadline: today at 9', 10, 'today at 9', 'a day'],
    ['created: today at 9', 9, 'today at 9', 'a day'],
    ['0 days', 0, '0 days', 'a number of days'],
    ['9999999 days', 0, '9999999 days', 'a number of days'],
    ['-9999999 days', 0, '-9999999 days', 'a number of days'],
    ['99999999999999999999 days', 0, '99999999999999999999 days', 'a number of days'],
    ['p1 & \\', 5, '\\', 'a character after the backslash'],
    ['#a\\', 2, '\\', 'a character after the backslash'],
    ['\\#a', 0, '\\#a', 'a condition'],
  ])('refuses "%s" at %i', (query, position, found, expected) => {
    const failure = ((): unknown => {
      try {
        return read(query);
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ kind: 'invalid', code: 'filter.syntax' });
    expect((failure as Failure).details).toMatchObject({ field: 'query', position, found });
    expect((failure as Failure).details.expected).toContain(expected);
  });

  it('stands whatever is as long as a query may be', () => {
    for (const piece of ['(', '!', ' ', '\\', '#', 'p1|', 'p1,', '!(', 'a ', 'due: ', '\\ ', '*', '\u0000', '\ud800']) {
      try {
        read(piece.repeat(1024).slice(0, 1024));
      } catch (error) {
        expect(error).toBeInstanceOf(Failure);
      }
    }
  });
});
