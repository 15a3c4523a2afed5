import type { EntityManager } from 'typeorm';
import { followTasks } from '../completion/completion.repository.js';
import { followShared } from '../sync/shared-task.js';

/** Has all that is kept per project follow tasks to another one, of which a condition on `task` tells. */
export async function followMoved(transaction: EntityManager, where: string, parameters: unknown[]): Promise<void> {
  await followShared(transaction, where, parameters);
  await followTasks(transaction, where, parameters);
}
