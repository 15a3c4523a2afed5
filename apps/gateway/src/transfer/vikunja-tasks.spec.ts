import type { NotCarried } from '#contracts/transfer.contract.js';
import { momentOf, textOf, type VikunjaTask } from './vikunja-shapes.js';
import { tasksOf } from './vikunja-tasks.js';

function carried(...tasks: VikunjaTask[]): { things: Record<string, unknown>[]; lost: string[] } {
  const lost: NotCarried[] = [];
  const things = tasksOf({ id: 1, title: 'P', tasks }, 'P', 'Europe/Madrid', (each) => lost.push(each));
  return { things, lost: lost.map(({ what }) => what) };
}

const task = (id: number, fields: Partial<VikunjaTask> = {}): VikunjaTask => ({ id, title: `T${id}`, ...fields });
const under = (id: number): Partial<VikunjaTask> => ({ related_tasks: { parenttask: [{ id }] } });

describe('tasks of Vikunja', () => {
  it('come after what they are part of', () => {
    const { things } = carried(task(1, under(2)), task(2, under(3)), task(3));
    expect(things.map(({ id, parent_id }) => [id, parent_id])).toEqual([
      ['t3', null],
      ['t2', 't3'],
      ['t1', 't2'],
    ]);
  });

  it('are not part of themselves, nor of what is elsewhere', () => {
    const { things, lost } = carried(task(1, under(2)), task(2, under(1)), task(3, under(9)));
    expect(things.map(({ parent_id }) => parent_id)).toEqual([null, 't2', null]);
    expect(lost).toEqual(['parenttask of "T2"', 'parenttask of "T3"']);
  });

  it('are not open under one that is done', () => {
    const { things, lost } = carried(task(1, { done: true, done_at: '2026-01-01T00:00:00Z' }), task(2, under(1)));
    expect(things[1]).toMatchObject({ id: 't2', parent_id: null, completed_at: null });
    expect(lost).toEqual(['parent of "T2"']);
  });

  it.each<[Partial<VikunjaTask>, string | null]>([
    [{ due_date: '0001-01-01T00:00:00Z' }, null],
    [{ due_date: '2039-05-06T07:00:00Z' }, '2039-05-06T07:00:00.000Z'],
    [{ due_date: '2039-05-06T07:00:00Z', repeat_after: 86_400 }, 'every 1 days at 09:00 starting 2039-05-06'],
    [
      { due_date: '2039-01-06T07:00:00Z', repeat_after: 604_800, repeat_mode: 2 },
      'every! 7 days at 08:00 starting 2039-01-06',
    ],
    [{ due_date: '2039-05-06T07:00:00Z', repeat_mode: 1 }, 'every month at 09:00 starting 2039-05-06'],
    [{ due_date: '2039-05-06T07:00:00Z', repeat_after: 7200 }, 'every 2 hours'],
    [{ due_date: '2039-05-06T07:00:00Z', repeat_after: 90 }, '2039-05-06T07:00:00.000Z'],
  ])('are due in words: %j', (fields, words) => {
    expect(carried(task(1, fields)).things[0]?.due_words).toBe(words);
  });

  it('have texts without tags', () => {
    expect(textOf('<p>A &lt;b&gt; <b>c</b></p><ul><li>d</li></ul>', 99)).toBe('A <b> c\n- d');
    expect(textOf('<a class="x" href="https://a.test">here</a>', 99)).toBe('[here](https://a.test)');
    expect(textOf('a < b and c > d', 99)).toBe('a < b and c > d');
    expect(textOf('🌱🌱', 3)).toBe('🌱');
  });

  it('have moments only where one was set', () => {
    expect(momentOf('0001-01-01T00:00:00Z')).toBeNull();
    expect(momentOf('soon')).toBeNull();
    expect(momentOf(undefined)).toBeNull();
  });
});
