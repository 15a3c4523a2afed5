import type { EntityManager } from 'typeorm';
import { idToBytes } from '#database/id.js';
import { deferredStatement, statement } from '#database/statement.js';
import { titleBoost, weightsOf } from './weights.js';

/** A project, and whose it is: words are found by the owner. */
export interface Owned {
  id: Buffer;
  ownerId: Buffer;
}

interface Text {
  id: Buffer;
  title: string;
  body: string;
}

/** Rows that one statement writes, or removes. */
const most = 2000;

const texts = `
  SELECT id, content AS title, description AS body FROM task WHERE project_id = ? AND id IN (?)
  UNION ALL
  SELECT comment.id, '', comment.content FROM comment JOIN task ON task.id = comment.task_id
  WHERE task.project_id = ? AND comment.id IN (?)
  UNION ALL
  SELECT id, '', content FROM comment WHERE project_id = ? AND id IN (?)`;

/** Makes the words of some tasks and comments of a project what their texts are now; none of those that are no longer in it. */
export async function index({ id, ownerId }: Owned, ids: Buffer[], transaction: EntityManager): Promise<void> {
  if (ids.length === 0) return;
  await deferredStatement(transaction, 'DELETE FROM search_word WHERE project_id = ? AND entity_id IN (?)', [id, ids]);
  const found = await statement<Text[]>(transaction, texts, [id, ids, id, ids, id, ids]);
  const rows = found.flatMap(({ id: entityId, title, body }) => {
    const parts = [
      { text: title, boost: titleBoost },
      { text: body, boost: 1 },
    ];
    return [...weightsOf(parts)].map(([word, weight]) => [id, entityId, word, ownerId, weight]);
  });
  await keepTerms(ownerId, new Set(rows.map(([, , word]) => word as string)), transaction);
  for (let from = 0; from < rows.length; from += most) {
    await deferredStatement(
      transaction,
      'INSERT INTO search_word (project_id, entity_id, word, owner_id, weight) VALUES ?',
      [rows.slice(from, from + most)],
    );
  }
}

/** In one order, so that replicas that bring the same words wait for each other and not in a circle. */
async function keepTerms(ownerId: Buffer, words: Set<string>, transaction: EntityManager): Promise<void> {
  const rows = [...words].sort().map((word) => [ownerId, word]);
  for (let from = 0; from < rows.length; from += most) {
    const some = rows.slice(from, from + most);
    await deferredStatement(transaction, 'INSERT IGNORE INTO search_term (owner_id, word) VALUES ?', [some]);
  }
}

/** Removes words of a project, and answers how many they were. */
export async function forgetSome(projectId: Buffer, manager: EntityManager): Promise<number> {
  const { affectedRows } = await statement<{ affectedRows: number }>(
    manager,
    `DELETE FROM search_word WHERE project_id = ? LIMIT ${most}`,
    [projectId],
  );
  return affectedRows;
}

/**
 * Forgets the words of all that a person had, in projects that are gone with this transaction. Their turns come first: an
 * index that is being written is waited for.
 */
export async function forgetWords(ownerId: string, projectIds: string[], transaction: EntityManager): Promise<void> {
  if (projectIds.length > 0) {
    await statement(transaction, 'DELETE FROM search_turn WHERE project_id IN (?)', [projectIds.map(idToBytes)]);
  }
  for (const table of ['search_word', 'search_term']) {
    await statement(transaction, `DELETE FROM ${table} WHERE owner_id = ?`, [idToBytes(ownerId)]);
  }
}
