import { batched } from '#database/batched.js';
import { isShared } from '#database/company.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { lastPositions, type Siblings } from '../list/position.js';
import { rememberCount } from '../sync/counts.js';
import { rememberSharingNone } from '../sync/shared-task.js';

/** A project to lock, and some siblings in it of which the last is looked for under the lock. */
export interface WantedProject {
  id: string;
  siblings?: Siblings;
}

interface LockedProject {
  /** None for what is not there, or in company may not be waited for. */
  owner?: string;
  /** The position of the last sibling. */
  last: number;
}

/**
 * Locks projects; in company only those that need not be waited for. By the primary key, because a scan, which the servers
 * prefer where projects are few, would lock the projects of everybody.
 */
export const lockProject = batched(async (wanted: WantedProject[], transaction): Promise<LockedProject[]> => {
  const locking = statement<{ id: Buffer; user_id: Buffer; seq: unknown; shares_tasks: number }[]>(
    transaction,
    `SELECT id, user_id, seq, shares_tasks FROM project FORCE INDEX (PRIMARY)
     WHERE id IN (?) FOR UPDATE ${isShared(transaction) ? 'SKIP LOCKED' : ''}`,
    [wanted.map(({ id }) => idToBytes(id))],
  );
  const among = wanted.flatMap(({ siblings }) => siblings ?? []);
  const [rows, positions] = await Promise.all([locking, lastPositions(among, transaction)]);
  for (const { id, seq, shares_tasks } of rows) {
    rememberCount(transaction, id, Number(seq));
    if (shares_tasks === 0) rememberSharingNone(transaction, bytesToId(id));
  }
  const owners = new Map(rows.map(({ id, user_id }) => [bytesToId(id), bytesToId(user_id)]));
  return wanted.map(({ id, siblings }) => ({
    owner: owners.get(id),
    last: siblings ? positions[among.indexOf(siblings)] : 0,
  }));
});
