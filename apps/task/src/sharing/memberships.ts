import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { memberJoined, memberLeft, projectShared } from '#contracts/events.js';
import { Failure, notFound } from '#contracts/failure.js';
import type { GivenRole, Role } from '#contracts/roles.js';
import { bytesToId, idToBytes, knownId } from '#database/id.js';
import { Outbox } from '#messaging/outbox.js';
import { noteGuest, noteMember } from '../sync/changes-of-people.js';
import { noteTasks } from '../sync/changes-of-tasks.js';
import { followShared } from '../sync/shared-task.js';
import { isWithin, may } from './permissions.js';
import { type LockedThing, namesOf, type Thing, touch } from './shared-things.js';

/** The rows that say who has which role, and what is told of them. The caller holds the lock of the project. */
@Injectable()
export class Memberships {
  constructor(private readonly outbox: Outbox) {}

  /** `collaborator.is_owner` for whom the project belongs to, `collaborator.not_found` for who takes no part. */
  async get(userId: string, { kind, id }: Thing, transaction: EntityManager): Promise<GivenRole> {
    const known = knownId(userId, 'collaborator');
    const [row] = await transaction.query<{ role: GivenRole }[]>(
      `SELECT role FROM ${kind}_member WHERE ${kind}_id = ? AND user_id = ?`,
      [idToBytes(id), idToBytes(known)],
    );
    if (row) return row.role;
    if (kind === 'project' && (await ownerOf(id, transaction)) === known) throw isOwner();
    throw notFound('collaborator');
  }

  /** Lets somebody take part, who is no owner. */
  async join(userId: string, role: GivenRole, thing: Thing, transaction: EntityManager): Promise<void> {
    const isProject = thing.kind === 'project';
    await transaction.query(
      `INSERT INTO ${thing.kind}_member (${thing.kind}_id, user_id, role, joined_at ${isProject ? ', is_favorite' : ''})
       VALUES (?, ?, ?, ? ${isProject ? ', FALSE' : ''}) ON DUPLICATE KEY UPDATE role = ${thing.kind}_member.role`,
      [idToBytes(thing.id), idToBytes(userId), role, new Date()],
    );
    await transaction.query('UPDATE member SET collaborates = TRUE WHERE id = ?', [idToBytes(userId)]);
    if (!isProject) await followShared(transaction, 'task.id = ?', [idToBytes(thing.id)]);
    await notePart(userId, thing, transaction);
    const version = await touch(thing, transaction);
    const data = { ...namesOf(thing), user_id: userId, role };
    await this.outbox.record(transaction, memberJoined, { id: thing.id, version }, data);
    if (!isProject || (await countOf(thing, transaction)) !== 1) return;
    await this.outbox.record(transaction, projectShared, { id: thing.id, version }, { id: thing.id });
  }

  /** Gives somebody who takes part another role. */
  async change(userId: string, role: GivenRole, thing: Thing, transaction: EntityManager): Promise<void> {
    const { kind, id } = thing;
    await transaction.query(`UPDATE ${kind}_member SET role = ? WHERE ${kind}_id = ? AND user_id = ?`, [
      role,
      idToBytes(id),
      idToBytes(userId),
    ]);
    if (!may(role, 'manage')) await withdrawInvitations(userId, thing, transaction);
    await notePart(userId, thing, transaction);
    await touch(thing, transaction);
  }

  /** Ends it: what was assigned to them is nobody's, and whom they invited is not invited any more. */
  async end(userId: string, thing: LockedThing, transaction: EntityManager): Promise<void> {
    const { kind, id } = thing;
    const user = idToBytes(userId);
    await transaction.query(`DELETE FROM ${kind}_member WHERE ${kind}_id = ? AND user_id = ?`, [idToBytes(id), user]);
    if (kind === 'project') {
      await noteTasks(transaction, 'task.project_id = ? AND task.responsible_uid = ?', [idToBytes(id), user]);
      await transaction.query(
        `UPDATE task SET responsible_uid = NULL, assigned_by_uid = NULL, version = version + 1, updated_at = UTC_TIMESTAMP(3)
         WHERE project_id = ? AND responsible_uid = ?`,
        [idToBytes(id), user],
      );
    }
    await withdrawInvitations(userId, thing, transaction);
    await notePart(userId, thing, transaction);
    const version = await touch(thing, transaction);
    await this.outbox.record(transaction, memberLeft, { id, version }, { ...namesOf(thing), user_id: userId });
  }
}

/** Notes, for those who sync, that somebody takes part, or no longer. */
const notePart = (userId: string, { kind, id }: Thing, transaction: EntityManager): Promise<void> =>
  (kind === 'project' ? noteMember : noteGuest)(transaction, id, userId);

/** `<feature>.above_own_role` for a role that may more than one's own. */
export function refuseAbove(own: Role, role: Role, feature: string): void {
  if (isWithin(role, own)) return;
  const expected = `at most your own role, ${own}`;
  throw new Failure('forbidden', `${feature}.above_own_role`, `Expected ${expected}.`, { field: 'role', expected });
}

const isOwner = (): Failure =>
  new Failure('conflict', 'collaborator.is_owner', 'The owner stays as long as the project is not handed over.');

async function ownerOf(projectId: string, transaction: EntityManager): Promise<string | undefined> {
  const [row] = await transaction.query<{ user_id: Buffer }[]>('SELECT user_id FROM project WHERE id = ?', [
    idToBytes(projectId),
  ]);
  return row && bytesToId(row.user_id);
}

async function countOf({ kind, id }: Thing, transaction: EntityManager): Promise<number> {
  const sql = `SELECT COUNT(*) AS count FROM ${kind}_member WHERE ${kind}_id = ?`;
  const [row] = await transaction.query<{ count: unknown }[]>(sql, [idToBytes(id)]);
  return Number(row.count);
}

async function withdrawInvitations(userId: string, { kind, id }: Thing, transaction: EntityManager): Promise<void> {
  await transaction.query(`DELETE FROM invitation WHERE ${kind}_id = ? AND invited_by = ?`, [
    idToBytes(id),
    idToBytes(userId),
  ]);
}
