import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { batched } from '#database/batched.js';
import { idToBytes, newId } from '#database/id.js';
import { insertRows } from '#database/insert.js';
import { currentTrace } from '#service/trace.js';
import type { ActivityObject, Change } from './changed.js';

export type ActivityName =
  | 'added'
  | 'updated'
  | 'moved'
  | 'completed'
  | 'uncompleted'
  | 'related'
  | 'unrelated'
  | 'archived'
  | 'unarchived'
  | 'transferred'
  | 'deleted'
  | 'restored';

/** Something that is done to a thing. */
export interface Activity {
  event: ActivityName;
  kind: ActivityObject;
  id: string;
  /** Of the thing, after it; none where it cannot be undone. */
  version?: number;
  /** Of a label the Inbox, as of all that belongs to a person alone. */
  projectId: string;
  /** The task that it is part of, or that a comment is about. */
  taskId?: string | null;
  /** For people to know it again. */
  name: string;
  change?: Change;
  at: Date;
}

/** Characters of a thing's text that an activity shows of it. */
const shownLength = 500;

/** Notes who did what, in the transaction in which it is done. */
@Injectable()
export class Activities {
  private readonly steps = new WeakMap<EntityManager, number>();

  /** What is noted in this transaction from now on is a change of its own, that undo takes back before those until now. */
  beginStep(transaction: EntityManager): void {
    this.steps.set(transaction, (this.steps.get(transaction) ?? 0) + 1);
  }

  /** Costs no journey to the database: the row goes along with the next statement, or the commit. */
  note(activity: Activity, actor: Actor, transaction: EntityManager): Promise<void> {
    const { event, kind, id, version, projectId, taskId, name, change, at } = activity;
    const requestId = currentTrace()?.requestId;
    return insert(
      [
        idToBytes(newId()),
        idToBytes(actor.user_id),
        requestId === undefined ? null : hashOf(requestId),
        this.steps.get(transaction) ?? 0,
        kind,
        idToBytes(id),
        version ?? null,
        event,
        idToBytes(projectId),
        taskId == null ? null : idToBytes(taskId),
        [...name].slice(0, shownLength).join(''),
        change ? JSON.stringify(change.before) : null,
        change ? JSON.stringify(change.after) : null,
        at,
      ],
      transaction,
    );
  }
}

/** What is kept of the id of the request that did it: by it the change is found again that is to be undone. */
export const hashOf = (requestId: string): Buffer => createHash('sha256').update(requestId).digest();

const columns = [
  'id',
  'initiator_id',
  'request_hash',
  'step',
  'object_type',
  'object_id',
  'object_version',
  'event',
  'project_id',
  'task_id',
  'name',
  'old_values',
  'new_values',
  'at',
];

const insert = batched(async (rows: unknown[][], transaction) => {
  await insertRows('activity', columns, rows, transaction);
  return rows.map(() => undefined);
});
