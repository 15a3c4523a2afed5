import type { EntityManager } from 'typeorm';
import { idToBytes } from '#database/id.js';

/** Forgets which commands of somebody were executed, and what they were answered: part of removing all that is kept of a person. */
export async function forgetAnswers(userId: string, transaction: EntityManager): Promise<void> {
  await transaction.query('DELETE FROM idempotency WHERE user_id = ?', [idToBytes(userId)]);
}
