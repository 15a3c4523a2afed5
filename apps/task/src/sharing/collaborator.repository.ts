import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type {
  ChangeCollaborator,
  Collaborator,
  CollaboratorPage,
  CollaboratorQuery,
  RemoveCollaborator,
  TransferProject,
} from '#contracts/collaborator.contract.js';
import type { Role } from '#contracts/roles.js';
import { notFound } from '#contracts/failure.js';
import { bytesToId, idToBytes, knownId } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { Activities } from '../activity/activities.js';
import { MemberRepository } from '../account/member.repository.js';
import { cutPage, readCursor, usualLimit } from '../list/page.js';
import { ProjectAccess } from '../project/project-access.js';
import type { ProjectEntity } from '../project/project.entity.js';
import { subjectOf } from '../project/project.repository.js';
import { handOver } from './hand-over.js';
import { Memberships, refuseAbove } from './memberships.js';
import { SharedThings, type Thing } from './shared-things.js';

interface Row {
  user_id: Buffer;
  role: Role;
  since: number | string;
  full_name: string;
  email: string;
}

const since = "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', joined_at) DIV 1000";
const inProject = `SELECT user_id, 'owner' AS role, 0 AS since FROM project WHERE id = ?
                   UNION ALL SELECT user_id, role, ${since} FROM project_member WHERE project_id = ?`;
const onTask = `SELECT user_id, role, ${since} AS since FROM task_member WHERE task_id = ?`;

/** Who takes part in what, each change under the lock of the project. */
@Injectable()
export class CollaboratorRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly things: SharedThings,
    private readonly memberships: Memberships,
    private readonly projects: ProjectAccess,
    private readonly members: MemberRepository,
    private readonly activities: Activities,
  ) {}

  /** The owner of a project first, then the others as they joined. */
  async list({ cursor, limit = usualLimit, ...target }: CollaboratorQuery, actor: Actor): Promise<CollaboratorPage> {
    const thing = await this.things.get(target, actor, 'see');
    const [position, id] = cursor == null ? [-1, null] : readCursor(cursor);
    const after = id === null ? Buffer.alloc(0) : idToBytes(id);
    const rows = await this.rows(thing, '(who.since, who.user_id) > (?, ?)', [position, after], limit + 1);
    const { results, next_cursor } = cutPage(rows, limit, (row) => [Number(row.since), bytesToId(row.user_id)]);
    return { results: results.map(toView), next_cursor };
  }

  change({ user_id, role, ...target }: ChangeCollaborator, actor: Actor): Promise<Collaborator> {
    return this.transactions.run(async (transaction) => {
      const thing = await this.things.lock(target, actor, 'manage', transaction);
      const held = await this.memberships.get(user_id, thing, transaction);
      refuseAbove(thing.role, held, 'collaborator');
      refuseAbove(thing.role, role, 'collaborator');
      if (role !== held) await this.memberships.change(user_id, role, thing, transaction);
      const rows = await this.rows(thing, 'who.user_id = ?', [idToBytes(user_id)], 1);
      return toView(rows[0]);
    });
  }

  /** Removes somebody else, or lets the actor leave. */
  async remove({ user_id, ...target }: RemoveCollaborator, actor: Actor): Promise<void> {
    const userId = user_id.toLowerCase();
    await this.transactions.run(async (transaction) => {
      const permission = userId === actor.user_id ? 'see' : 'manage';
      const thing = await this.things.lock(target, actor, permission, transaction);
      refuseAbove(thing.role, await this.memberships.get(userId, thing, transaction), 'collaborator');
      await this.memberships.end(userId, thing, transaction);
    });
  }

  /** Locks the account of the new owner first, like whoever removes one: so the project goes to nobody who is gone. */
  transfer({ project_id, user_id }: TransferProject, actor: Actor): Promise<ProjectEntity> {
    return this.transactions.run(async (transaction) => {
      const { id } = await this.projects.get(project_id, actor, 'own');
      const userId = knownId(user_id, 'collaborator');
      const thing: Thing = { kind: 'project', id };
      await this.memberships.get(userId, thing, transaction);
      await this.members.lock(userId, transaction);
      const project = await this.projects.lock(id, actor, transaction, 'own');
      await this.memberships.get(userId, thing, transaction);
      const formerOwner = project.userId;
      await handOver(project, userId, transaction);
      const change = { before: { ownerId: formerOwner }, after: { ownerId: userId } };
      await this.activities.note({ event: 'transferred', change, ...subjectOf(project) }, actor, transaction);
      return project;
    });
  }

  /** Who takes part in a project under some address; `collaborator.not_found` when nobody does. */
  async idOf(email: string, project_id: string, actor: Actor): Promise<string> {
    const thing = await this.things.get({ project_id }, actor, 'see');
    const [row] = await this.rows(thing, 'member.email = ?', [email], 1);
    if (!row) throw notFound('collaborator');
    return bytesToId(row.user_id);
  }

  private rows({ kind, id }: Thing, where: string, parameters: unknown[], limit: number): Promise<Row[]> {
    const [who, ids] = kind === 'project' ? [inProject, [idToBytes(id), idToBytes(id)]] : [onTask, [idToBytes(id)]];
    return statement<Row[]>(
      this.transactions.manager,
      `SELECT who.user_id, who.role, who.since, COALESCE(member.full_name, '') AS full_name,
         COALESCE(member.email, '') AS email
       FROM (${who}) who LEFT JOIN member ON member.id = who.user_id
       WHERE ${where} ORDER BY who.since, who.user_id LIMIT ?`,
      [...ids, ...parameters, limit],
    );
  }
}

const toView = ({ user_id, role, full_name, email }: Row): Collaborator => ({
  id: bytesToId(user_id),
  name: full_name,
  email,
  role,
});
