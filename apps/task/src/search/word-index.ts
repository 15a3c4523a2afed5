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
  projectId: Buffer;
  id: Buffer;
  title: string;
  body: string;
}

type WordRow = [projectId: Buffer, entityId: Buffer, word: string, ownerId: Buffer, weight: number];

/** Rows that one statement writes, or removes. */
const most = 2000;

/** Things of a project whose texts changed. */
export interface Changed<P extends Owned = Owned> {
  project: P;
  ids: Buffer[];
}

const texts = `
  SELECT project_id AS projectId, id, content AS title, description AS body FROM task WHERE id IN (?)
  UNION ALL
  SELECT task.project_id, comment.id, '', comment.content
  FROM comment JOIN task ON task.id = comment.task_id WHERE comment.id IN (?)
  UNION ALL
  SELECT project_id, id, '', content FROM comment WHERE project_id IS NOT NULL AND id IN (?)`;

/** Makes the words of some tasks and comments what their texts are now; none of those that are no longer in their project. */
export async function index(changes: Changed[], transaction: EntityManager): Promise<void> {
  const changed = changes.filter(({ ids }) => ids.length > 0);
  if (changed.length === 0) return;
  // the index is named because a scan, which the servers prefer where words are few, would wait for other replicas
  await deferredStatement(
    transaction,
    `DELETE search_word FROM search_word FORCE INDEX (PRIMARY)
     WHERE ${changed.map(() => '(project_id = ? AND entity_id IN (?))').join(' OR ')}`,
    changed.flatMap(({ project, ids }) => [project.id, ids]),
  );
  const rows = (await textsOf(changed, transaction)).flatMap(({ project, id, title, body }) => {
    const parts = [
      { text: title, boost: titleBoost },
      { text: body, boost: 1 },
    ];
    return [...weightsOf(parts)].map(([word, weight]): WordRow => [project.id, id, word, project.ownerId, weight]);
  });
  await keepTerms(rows, transaction);
  for (let from = 0; from < rows.length; from += most) {
    await deferredStatement(
      transaction,
      'INSERT INTO search_word (project_id, entity_id, word, owner_id, weight) VALUES ?',
      [rows.slice(from, from + most)],
    );
  }
}

/** The texts of what changed, each once for every project that it changed in and is in. */
async function textsOf(changed: Changed[], transaction: EntityManager): Promise<(Text & { project: Owned })[]> {
  const all = changed.flatMap(({ ids }) => ids);
  const found = await statement<Text[]>(transaction, texts, [all, all, all]);
  const textOf = new Map(found.map((text) => [text.id.toString('hex'), text]));
  return changed.flatMap(({ project, ids }) =>
    ids.flatMap((id) => {
      const text = textOf.get(id.toString('hex'));
      return text?.projectId.equals(project.id) ? [{ ...text, project }] : [];
    }),
  );
}

/** In one order, so that replicas that bring the same words wait for each other and not in a circle. */
async function keepTerms(rows: WordRow[], transaction: EntityManager): Promise<void> {
  const terms = new Map(rows.map(([, , word, ownerId]) => [`${ownerId.toString('hex')} ${word}`, [ownerId, word]]));
  const sorted = [...terms].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, term]) => term);
  for (let from = 0; from < sorted.length; from += most) {
    const some = sorted.slice(from, from + most);
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

/** Forgets which words there are of somebody who left, where they were written down again by an index that did not know yet. */
export async function forgetTermsOfGone(ownerId: Buffer, transaction: EntityManager): Promise<void> {
  await statement(
    transaction,
    `DELETE FROM search_term WHERE owner_id = ?
     AND EXISTS (SELECT 1 FROM member WHERE member.id = ? AND member.deleted_at IS NOT NULL)`,
    [ownerId, ownerId],
  );
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
