import type { NotCarried } from '#contracts/transfer.contract.js';
import { relationsOf } from './vikunja-relations.js';
import type { VikunjaTask } from './vikunja-shapes.js';

type Related = Record<string, number[]>;

function carried(...projects: Record<number, Related>[]): { relations: unknown[]; lost: string[] } {
  const lost: NotCarried[] = [];
  const all = projects.map((told, index) => {
    const tasks = Object.entries(told).map(([id, related]): VikunjaTask => {
      const related_tasks = Object.entries(related).map(([kind, ids]) => [kind, ids.map((other) => ({ id: other }))]);
      return { id: Number(id), title: `T${id}`, related_tasks: Object.fromEntries(related_tasks) as never };
    });
    return { project: { id: index, title: 'P', tasks }, at: `p${index}` };
  });
  const things = relationsOf(all, (each) => lost.push(each));
  return {
    relations: things.map(({ task_id, type, other_id }) => [task_id, type, other_id]),
    lost: lost.map(({ at, what }) => `${at}: ${what}`),
  };
}

describe('relations of Vikunja', () => {
  it('are told once, though both tasks tell of them, in whatever project', () => {
    const { relations, lost } = carried(
      { 1: { blocking: [2], related: [3] }, 3: { related: [1] } },
      { 2: { blocked: [1, 3], subtask: [1] } },
    );
    expect(relations).toEqual([
      ['t1', 'blocks', 't2'],
      ['t1', 'relates_to', 't3'],
      ['t3', 'blocks', 't2'],
    ]);
    expect(lost).toEqual([]);
  });

  it('are lost where the other task is not there, or is the same', () => {
    const { relations, lost } = carried({ 1: { blocking: [9], related: [1] } });
    expect(relations).toEqual([]);
    expect(lost).toEqual(['p0.tasks[0]: blocking of "T1"', 'p0.tasks[0]: related of "T1"']);
  });

  it('are lost where they would close a circle', () => {
    const { relations, lost } = carried({ 1: { blocking: [2] }, 2: { blocking: [3] }, 3: { blocking: [1] } });
    expect(relations).toEqual([
      ['t1', 'blocks', 't2'],
      ['t2', 'blocks', 't3'],
    ]);
    expect(lost).toEqual(['p0.tasks[2]: blocking of "T3"']);
  });
});
