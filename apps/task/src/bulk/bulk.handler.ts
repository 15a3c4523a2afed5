import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { type BulkChange, type BulkChanges, bulkContract, type BulkOutcome } from '#contracts/bulk.contract.js';
import type { Handlers } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import { Transactions } from '#database/transactions.js';
import { Handles } from '#messaging/handles.js';
import { Activities } from '../activity/activities.js';
import { TaskHandler } from '../task/task.handler.js';
import { TaskReader } from '../task/task-reader.js';
import { problemsOf, refuseUntaken } from './bulk-fields.js';
import { BulkLocks } from './bulk-locks.js';

@Handles(bulkContract)
export class BulkHandler implements Handlers<typeof bulkContract> {
  constructor(
    private readonly transactions: Transactions,
    private readonly locks: BulkLocks,
    private readonly activities: Activities,
    private readonly tasks: TaskHandler,
    private readonly reader: TaskReader,
  ) {}

  apply({ changes }: BulkChanges, actor: Actor): Promise<BulkOutcome> {
    return this.transactions.run(async (transaction) => {
      await this.locks.take(changes, actor, transaction);
      await this.executeAll(changes, actor, transaction);
      const ids = [...new Set(changes.map(({ id }) => id.toLowerCase()))];
      const found = new Map((await this.reader.findMany(ids, actor)).map((task) => [task.id, task]));
      return { results: ids.flatMap((id) => found.get(id) ?? []) };
    });
  }

  /** Tries each, so that all that is wrong is told at once; what was done by then is undone with the transaction. */
  private async executeAll(changes: BulkChange[], actor: Actor, transaction: EntityManager): Promise<void> {
    const refusals: [index: number, failure: Failure][] = [];
    for (const [index, change] of changes.entries()) {
      this.activities.beginStep(transaction);
      try {
        await this.execute(change, actor);
      } catch (error) {
        if (!(error instanceof Failure) || error.kind === 'unavailable') throw error;
        refusals.push([index, error]);
      }
    }
    const [first] = refusals;
    if (!first) return;
    const errors = refusals.map(([index, failure]) => problemsOf(index, failure));
    const { field, expected } = errors[0];
    throw new Failure(first[1].kind, first[1].code, `${field}: ${first[1].message}`, { field, expected, errors });
  }

  private async execute(change: BulkChange, actor: Actor): Promise<void> {
    refuseUntaken(change);
    const { action, project_id, section_id, parent_id, ...update } = change;
    const { id, if_match } = change;
    switch (action) {
      case 'update':
        return void (await this.tasks.update(update, actor));
      case 'move':
        return void (await this.tasks.move({ id, if_match, project_id, section_id, parent_id }, actor));
      case 'close':
        return this.tasks.close({ id, if_match }, actor);
      case 'reopen':
        return this.tasks.reopen({ id, if_match }, actor);
      case 'delete':
        return this.tasks.delete({ id, if_match }, actor);
    }
  }
}
