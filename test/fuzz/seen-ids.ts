import type { IdOf } from './arbitraries.js';
import type { Operation } from './description.js';
import { aboutOf } from './requests.js';

/** Ids of one kind that are kept: what was made long ago may be gone. */
const mostKept = 24;

/** The ids that a run has seen, by what they are of. */
export class SeenIds {
  private readonly kinds = new Map<string, string[]>([
    ['none', ['019ab000-0000-7000-8000-000000000000', 'inbox', '0', 'x'.repeat(36)]],
  ]);

  add(kind: string, id: string): void {
    const ids = this.kinds.get(kind) ?? [];
    ids.push(id);
    // the first ones are of both accounts
    if (ids.length > mostKept) ids.splice(4, 1);
    this.kinds.set(kind, ids);
  }

  /** What was made can be named by what comes later. */
  note(operation: Operation, text: string): void {
    const id = operation.method === 'POST' ? /^\{"id":"([^"]{36})"/.exec(text)?.[1] : undefined;
    if (id) this.add(aboutOf(operation), id);
    if (id && operation.path.endsWith('/invitations')) this.add('invitation', id);
  }

  /** Mostly one of the kind that is asked for. */
  choose({ kind, turn }: IdOf): string {
    const all = [...this.kinds.values()];
    const ids = (turn % 8 > 0 ? this.kinds.get(kind) : undefined) ?? all[turn % all.length];
    return ids[(turn >> 3) % ids.length];
  }
}
