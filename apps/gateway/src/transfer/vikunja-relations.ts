import { closingCircles } from '#contracts/circles.js';
import type { NotCarried, Thing } from '#contracts/transfer.contract.js';
import type { VikunjaProject } from './vikunja-shapes.js';

/** What a relation of Vikunja is here, and whether the other task comes first. */
const carried: Record<string, { type: string; isTurned: boolean } | undefined> = {
  blocking: { type: 'blocks', isTurned: false },
  blocked: { type: 'blocks', isTurned: true },
  related: { type: 'relates_to', isTurned: false },
};

/** Whether a relation becomes one here, rather than a place under a task. */
export const isCarried = (relation: string): boolean => Object.hasOwn(carried, relation);

interface Related extends NotCarried {
  type: string;
  from: string;
  to: string;
}

/**
 * How tasks of all projects stand to each other. Vikunja tells it of both tasks, and may tell of tasks that are not in the archive
 * or that block each other in a circle: those are lost.
 */
export function relationsOf(all: { project: VikunjaProject; at: string }[], lose: (lost: NotCarried) => void): Thing[] {
  const tasks = new Set(all.flatMap(({ project }) => (project.tasks ?? []).map(({ id }) => `t${id}`)));
  const found = new Map<string, Related>();
  for (const { at, what, relation, ends } of toldIn(all)) {
    const { type, isTurned } = carried[relation]!;
    const isSwapped = isTurned || (type === 'relates_to' && ends[0] > ends[1]);
    const [from, to] = isSwapped ? [ends[1], ends[0]] : ends;
    if (!tasks.has(from) || !tasks.has(to)) lose({ at, what, reason: 'The other task is not in the archive.' });
    else if (from === to) lose({ at, what, reason: 'A task does not stand so to itself.' });
    else if (!found.has(`${type} ${from} ${to}`)) {
      found.set(`${type} ${from} ${to}`, { at, what, reason: 'The tasks would block each other.', type, from, to });
    }
  }
  const closing = new Set(closingCircles([...found.values()].filter(({ type }) => type === 'blocks')));
  for (const { at, what, reason } of closing) lose({ at, what, reason });
  return [...found.values()]
    .filter((each) => !closing.has(each))
    .map(({ at, type, from, to }) => {
      return { kind: 'relation', id: `${type}-${from}-${to}`, at, task_id: from, type, other_id: to };
    });
}

interface Told {
  at: string;
  what: string;
  relation: string;
  ends: [string, string];
}

function* toldIn(all: { project: VikunjaProject; at: string }[]): Generator<Told> {
  for (const { project, at } of all) {
    for (const [index, { id, title, related_tasks }] of (project.tasks ?? []).entries()) {
      for (const [relation, others] of Object.entries(related_tasks ?? {})) {
        if (!isCarried(relation)) continue;
        for (const other of others ?? []) {
          const what = `${relation} of "${title}"`;
          yield { at: `${at}.tasks[${index}]`, what, relation, ends: [`t${id}`, `t${other.id}`] };
        }
      }
    }
  }
}
