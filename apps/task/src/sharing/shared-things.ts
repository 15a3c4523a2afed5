import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { ShareTarget } from '#contracts/collaborator.contract.js';
import { Failure, notFound } from '#contracts/failure.js';
import type { Role } from '#contracts/roles.js';
import { idToBytes, knownId } from '#database/id.js';
import { ProjectAccess } from '../project/project-access.js';
import { note } from '../sync/changes.js';
import { noteTasks } from '../sync/changes-of-tasks.js';
import { TaskAccess } from '../task/task-access.js';
import { TaskEntity } from '../task/task.entity.js';
import { insist, type Permission } from './permissions.js';

/** A project, or a task that is shared alone. Its kind is also how its table is called, and that of its members begins. */
export interface Thing {
  kind: 'project' | 'task';
  id: string;
}

/** One whose project is locked. */
export interface LockedThing extends Thing {
  projectId: string;
  /** Of the actor. */
  role: Role;
}

/** Finds what is to be shared, for who may do so. */
@Injectable()
export class SharedThings {
  constructor(
    private readonly projects: ProjectAccess,
    private readonly tasks: TaskAccess,
  ) {}

  /** For reading; `<kind>.not_found`, or `<kind>.forbidden` without the permission. */
  async get(target: ShareTarget, actor: Actor, permission: Permission): Promise<Thing> {
    const { kind, id } = oneTarget(target);
    if (kind === 'project') return { kind, id: (await this.projects.get(id, actor, permission)).id };
    return { kind, id: (await this.tasks.get(id, actor, undefined, kind, permission)).id };
  }

  /** Takes the lock under which roles change; refuses like `get`, unless told as what. */
  async lock(
    target: ShareTarget,
    actor: Actor,
    permission: Permission,
    transaction: EntityManager,
    feature?: string,
  ): Promise<LockedThing> {
    const { kind, id } = oneTarget(target);
    const known = knownId(id, feature ?? kind);
    if (kind === 'task') await this.tasks.get(known, actor, transaction, feature ?? kind);
    const thing = await this.lockForGuest({ kind, id: known }, actor, transaction);
    insist(thing?.role, permission, feature ?? kind);
    return thing as LockedThing;
  }

  /** The same for who may not see it yet; undefined when it is not there any more. */
  async lockForGuest(
    { kind, id }: Thing,
    actor: Actor,
    transaction: EntityManager,
  ): Promise<(Omit<LockedThing, 'role'> & { role: Role | undefined }) | undefined> {
    if (kind === 'project') return { kind, id, projectId: id, role: await this.projects.take(id, actor, transaction) };
    const there = await transaction.findOneBy(TaskEntity, { id });
    if (!there) return undefined;
    const { task, role } = await this.tasks.take(there, actor, transaction);
    return { kind, id, projectId: task.projectId, role: await this.tasks.roleOn(id, role, 'own', actor, transaction) };
  }
}

/** Counts a change of who takes part; answers the version after it. */
export async function touch({ kind, id }: Thing, transaction: EntityManager): Promise<number> {
  await transaction.query(`UPDATE ${kind} SET version = version + 1, updated_at = UTC_TIMESTAMP(3) WHERE id = ?`, [
    idToBytes(id),
  ]);
  const [row] = await transaction.query<{ version: number }[]>(`SELECT version FROM ${kind} WHERE id = ?`, [
    idToBytes(id),
  ]);
  if (!row) throw notFound(kind);
  if (kind === 'project') await note(transaction, kind, { scopeId: id, id });
  else await noteTasks(transaction, 'task.id = ?', [idToBytes(id)]);
  return row.version;
}

/** What an event or an invitation says of it. */
export const namesOf = ({ kind, id }: Thing): { project_id: string | null; task_id: string | null } => ({
  project_id: kind === 'project' ? id : null,
  task_id: kind === 'task' ? id : null,
});

function oneTarget({ project_id, task_id }: ShareTarget): Thing {
  if (project_id != null && task_id == null) return { kind: 'project', id: project_id };
  if (task_id != null && project_id == null) return { kind: 'task', id: task_id };
  const expected = 'exactly one of project_id and task_id';
  throw new Failure('invalid', 'sharing.target', `Expected ${expected}.`, { expected });
}
