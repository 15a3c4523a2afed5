import { Injectable } from '@nestjs/common';
import { type EntityManager, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { notFound } from '#contracts/failure.js';
import { claim, insistOnBeingAlone } from '#database/company.js';
import type { Role } from '#contracts/roles.js';
import { idToBytes, knownId } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { after, type Siblings } from '../list/position.js';
import { roleInProject } from '../sharing/member-roles.js';
import { insist, type Permission } from '../sharing/permissions.js';
import { InboxProject } from './inbox-project.js';
import { lockProject, type WantedProject } from './project-lock.js';
import { ProjectEntity } from './project.entity.js';

const owned = (actor: string): string => `SELECT owned.id FROM project owned WHERE owned.user_id = ${actor}`;

/** In a table of its own, from which the servers go on to the rows: a union they would look into for each row that there is. */
const visible = (actor: string): string =>
  `SELECT visible.id FROM (
     SELECT id FROM project WHERE user_id = ${actor}
     UNION ALL SELECT project_id FROM project_member WHERE user_id = ${actor}
   ) visible`;

/** The same for rows that are found without it: it looks up the project of each, and not all that there are for the actor. */
const visibleOne = (column: string, actor: string): string =>
  `((SELECT seen.user_id FROM project seen WHERE seen.id = ${column}) = ${actor}
    OR (SELECT seer.role FROM project_member seer WHERE seer.project_id = ${column} AND seer.user_id = ${actor}) IS NOT NULL)`;

/** A condition in SQL, and what stands for its question marks. */
export type Condition = [sql: string, ...parameters: unknown[]];

/**
 * The one place that knows who may see and change what: everything belongs to a project, and a project to its owner and to
 * those with whom it is shared, each with a role. What the actor may not see reads as not found.
 */
@Injectable()
export class ProjectAccess {
  constructor(
    private readonly transactions: Transactions,
    private readonly inbox: InboxProject,
  ) {}

  /** Narrows a query to rows whose project the actor may see. */
  narrow<E extends ObjectLiteral>(query: SelectQueryBuilder<E>, actor: Actor, column: string): SelectQueryBuilder<E> {
    return query.andWhere(`${column} IN (${visible(':actorId')})`, { actorId: idToBytes(actor.user_id) });
  }

  /** The same for a query that finds few rows by itself, such as by their ids. */
  narrowFew<E extends ObjectLiteral>(
    query: SelectQueryBuilder<E>,
    actor: Actor,
    column: string,
  ): SelectQueryBuilder<E> {
    return query.andWhere(visibleOne(column, ':actorId'), { actorId: idToBytes(actor.user_id) });
  }

  /** Narrows a query to rows whose project belongs to the actor. */
  narrowToOwned<E extends ObjectLiteral>(
    query: SelectQueryBuilder<E>,
    actor: Actor,
    column: string,
  ): SelectQueryBuilder<E> {
    return query.andWhere(`${column} IN (${owned(':actorId')})`, { actorId: idToBytes(actor.user_id) });
  }

  /** What `narrow` says, in plain SQL. */
  visible(column: string, actor: Actor): Condition {
    const id = idToBytes(actor.user_id);
    return [`${column} IN (${visible('?')})`, id, id];
  }

  /** What `narrowFew` says, in plain SQL. */
  visibleFew(column: string, actor: Actor): Condition {
    const id = idToBytes(actor.user_id);
    return [visibleOne(column, '?'), id, id];
  }

  /** Columns of every project that the actor may see and a condition on `project` holds for, those of the actor's own first. */
  rows<R>(columns: string, actor: Actor, condition = 'TRUE'): Promise<R[]> {
    const id = idToBytes(actor.user_id);
    return statement<R[]>(
      this.transactions.manager,
      `SELECT ${columns} FROM project WHERE project.user_id = ? AND ${condition}
       UNION ALL
       SELECT ${columns} FROM project_member JOIN project ON project.id = project_member.project_id
       WHERE project_member.user_id = ? AND ${condition}`,
      [id, id],
    );
  }

  /** The ids of the projects that are not put away, and of the Inbox even before it is opened: never none. */
  async idsActiveFor(actor: Actor): Promise<Buffer[]> {
    const rows = await this.rows<{ id: Buffer }>('project.id', actor, 'project.archived_at IS NULL');
    const [ids, inbox] = [rows.map(({ id }) => id), idToBytes(actor.user_id)];
    return ids.some((id) => id.equals(inbox)) ? ids : [inbox, ...ids];
  }

  /** Some of them, in their order, from one on; it costs what it answers, however many there are. */
  async nextActiveFor(actor: Actor, from: Buffer, limit: number): Promise<Buffer[]> {
    const me = idToBytes(actor.user_id);
    const next = 'AND project.archived_at IS NULL AND project.id >= ? ORDER BY project.id LIMIT ?';
    const rows = await statement<{ id: Buffer }[]>(
      this.transactions.manager,
      `(SELECT project.id FROM project FORCE INDEX (project_active) WHERE project.user_id = ? ${next})
       UNION ALL
       (SELECT project.id FROM project_member JOIN project ON project.id = project_member.project_id
        WHERE project_member.user_id = ? ${next})
       ORDER BY id LIMIT ?`,
      [me, from, limit, me, from, limit, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** `<feature>.not_found` unless the actor may see it. Opens the actor's Inbox if that has not happened yet. */
  async get(id: string, actor: Actor, permission: Permission = 'see', feature = 'project'): Promise<ProjectEntity> {
    const projectId = knownId(id, feature);
    const project = await this.transactions.manager.findOneBy(ProjectEntity, { id: projectId });
    if (!project) {
      if (projectId !== actor.user_id) throw notFound(feature);
      return this.transactions.run((transaction) => this.lock(id, actor, transaction));
    }
    if (project.userId !== actor.user_id) insist(await this.roleIn(projectId, actor), permission, feature);
    return project;
  }

  /** The role of a member; undefined for the owner and for strangers. */
  roleIn(
    projectId: string,
    actor: Actor,
    manager: EntityManager = this.transactions.manager,
  ): Promise<Role | undefined> {
    return roleInProject({ projectId, userId: actor.user_id }, manager);
  }

  /**
   * Takes the lock under which everything in a project is changed: with it, order, trees, roles and deletions need no other
   * care. Answers the project's id; `<feature>.not_found` unless the actor may see what is in the project,
   * `<feature>.forbidden` unless they have the permission. Opens the actor's Inbox like `get`.
   */
  async hold(
    id: string,
    actor: Actor,
    transaction: EntityManager,
    feature = 'project',
    permission: Permission = 'edit',
  ): Promise<string> {
    const projectId = knownId(id, feature);
    insist(await this.take(projectId, actor, transaction), permission, feature);
    return projectId;
  }

  /** Like `hold`, for who puts something after all of its siblings: answers where that is, in the same journey to the database. */
  async holdAtEnd(id: string, siblings: Siblings, actor: Actor, transaction: EntityManager): Promise<number> {
    const { role, last } = await this.locked({ id, siblings }, actor, transaction);
    insist(role, 'edit', 'project');
    return after(last);
  }

  /** Takes the lock alone, and answers the actor's role under it; undefined for a stranger, or when there is no such project. */
  async take(id: string, actor: Actor, transaction: EntityManager): Promise<Role | undefined> {
    return (await this.locked({ id }, actor, transaction)).role;
  }

  private async locked(
    wanted: WantedProject,
    actor: Actor,
    transaction: EntityManager,
  ): Promise<{ role: Role | undefined; last: number }> {
    const { id } = wanted;
    claim(transaction, id);
    const { owner, last } = await lockProject(wanted, transaction);
    if (owner === actor.user_id) return { role: 'owner', last };
    if (owner !== undefined) return { role: await this.roleIn(id, actor, transaction), last };
    insistOnBeingAlone(transaction);
    if (id !== actor.user_id) return { role: undefined, last };
    await this.inbox.open(id, transaction);
    return { role: 'owner', last: (await lockProject(wanted, transaction)).last };
  }

  /** Like `hold`, for who changes the project itself. */
  async lock(
    id: string,
    actor: Actor,
    transaction: EntityManager,
    permission: Permission = 'manage',
  ): Promise<ProjectEntity> {
    const projectId = await this.hold(id, actor, transaction, 'project', permission);
    return transaction.findOneByOrFail(ProjectEntity, { id: projectId });
  }
}
