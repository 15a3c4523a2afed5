import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { Failure, notFound } from '#contracts/failure.js';
import type { TaskTarget } from '#contracts/task.contract.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { refuseTaken } from '../label/label.repository.js';
import { ProjectAccess } from '../project/project-access.js';
import { projectsUnder } from '../project/project-tree.js';
import { sectionsIn } from '../section/section.repository.js';
import { Places, siblings } from '../task/places.js';
import { TaskAccess } from '../task/task-access.js';
import { TrashAccess } from './trash-access.js';
import type { TrashRow } from './trash-row.js';
import { moveTasks, putAt, releaseStrangers } from './trashed-places.js';

/** Where something goes that comes back; the parent of a comment is the task that it is about. */
export interface Destination {
  projectId: string | null;
  sectionId: string | null;
  parentId: string | null;
}

/** Where it was, as its row in the trash tells; what a kind has no column for is undefined. */
interface Origin {
  project_id?: Buffer | null;
  section_id?: Buffer | null;
  parent_id?: Buffer | null;
  task_id?: Buffer | null;
  completed_at?: Date | null;
  position: number;
}

/** Finds the place for what comes back from the trash: where it was, or the nearest that is left of it. */
@Injectable()
export class Restoration {
  constructor(
    private readonly access: ProjectAccess,
    private readonly places: Places,
    private readonly tasks: TaskAccess,
    private readonly allowed: TrashAccess,
  ) {}

  /** Takes the locks of the place. `trash.place_gone` or `label.name_taken` where there can be none. */
  async settle(item: TrashRow, actor: Actor, transaction: EntityManager): Promise<Destination> {
    const origin = await originOf(item, transaction);
    switch (item.kind) {
      case 'project':
        return this.settleProject(item, origin, actor, transaction);
      case 'section':
        return this.settleIn(origin, actor, transaction, item);
      case 'task':
        return this.settleTask(item, origin, actor, transaction);
      case 'comment':
        return this.settleIn(origin, actor, transaction, item);
      case 'label':
        await refuseTaken({ id: bytesToId(item.id), userId: actor.user_id, name: item.name }, transaction);
        return { projectId: null, sectionId: null, parentId: null };
    }
  }

  /** Writes the place, and the position there, to the rows in the trash. */
  async place(
    item: TrashRow,
    { projectId, sectionId, parentId }: Destination,
    transaction: EntityManager,
  ): Promise<void> {
    const origin = await originOf(item, transaction);
    if (projectId && item.kind !== 'project') await releaseStrangers(item, projectId, transaction);
    const place = [projectId, sectionId, parentId].map((id) => (id === null ? null : idToBytes(id)));
    if (item.kind === 'task' && projectId) {
      const same = isSame(place, [origin.project_id, origin.section_id, origin.parent_id]);
      if (!same) await moveTasks(item, place, transaction);
      await putAt(item, siblings({ projectId, sectionId, parentId }), same ? origin.position : null, transaction);
    }
    if (item.kind === 'section' && projectId) {
      await putAt(item, sectionsIn(projectId), origin.position, transaction);
    }
    if (item.kind === 'project') {
      const same = isSame([place[2]], [origin.parent_id]);
      const sql = 'UPDATE trashed_project SET parent_id = ?, version = version + 1 WHERE trash_id = ? AND id = ?';
      if (!same) await transaction.query(sql, [place[2], item.id, item.id]);
      const among = projectsUnder(parentId, bytesToId(item.owner_id));
      await putAt(item, among, same ? origin.position : null, transaction);
    }
  }

  private async settleProject(
    { id }: TrashRow,
    { parent_id }: Origin,
    actor: Actor,
    transaction: EntityManager,
  ): Promise<Destination> {
    const top = { projectId: bytesToId(id), sectionId: null, parentId: null };
    if (!parent_id) return top;
    const below = async (): Promise<Destination> => {
      const parentId = await this.access.hold(bytesToId(parent_id), actor, transaction, 'project', 'own');
      return { ...top, parentId };
    };
    return (await unlessRefused(below)) ?? top;
  }

  private async settleTask(
    { depth }: TrashRow,
    { parent_id, section_id, project_id, completed_at }: Origin,
    actor: Actor,
    transaction: EntityManager,
  ): Promise<Destination> {
    const targets: TaskTarget[] = [
      ...(parent_id ? [{ parent_id: bytesToId(parent_id) }] : []),
      ...(section_id ? [{ section_id: bytesToId(section_id) }] : []),
      ...(project_id ? [{ project_id: bytesToId(project_id) }] : []),
    ];
    for (const target of targets) {
      const place = await unlessRefused(async () => {
        const settled = await this.places.settle(target, actor, transaction, completed_at != null);
        await this.places.refuseTooDeep(settled.parentId, depth, transaction);
        return settled;
      });
      if (place) return place;
    }
    return this.places.settle({}, actor, transaction);
  }

  /** What is nothing without its project or task. */
  private async settleIn(
    { project_id, task_id }: Origin,
    actor: Actor,
    transaction: EntityManager,
    item: TrashRow,
  ): Promise<Destination> {
    const permission = await this.allowed.permissionFor(item, actor, transaction);
    // somebody else was faster: it is not in the trash any more
    if (!task_id && !project_id) throw notFound('trash');
    const projectId = await unlessRefused(async () =>
      task_id
        ? (await this.tasks.lock(bytesToId(task_id), actor, transaction, permission)).projectId
        : this.access.hold(bytesToId(project_id!), actor, transaction, 'project', permission),
    );
    if (projectId) return { projectId, sectionId: null, parentId: task_id ? bytesToId(task_id) : null };
    throw placeGone(item, task_id ? 'task' : 'project');
  }
}

const originOf = async ({ id, kind }: TrashRow, transaction: EntityManager): Promise<Origin> => {
  const sql = `SELECT * FROM trashed_${kind} WHERE trash_id = ? AND id = ?`;
  const [origin] = await transaction.query<(Origin | undefined)[]>(sql, [id, id]);
  // nothing when somebody else was faster, which shows when the item is locked
  return origin ?? { position: 0 };
};

/** What a place that is gone, full or closed to the actor answers: nothing. */
async function unlessRefused<T>(settle: () => Promise<T>): Promise<T | undefined> {
  try {
    return await settle();
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

function placeGone({ kind, project_name }: TrashRow, what: 'task' | 'project'): Failure {
  const named = what === 'project' ? `The project "${project_name}"` : `The task, in the project "${project_name}",`;
  const message = `${named} that this ${kind} belonged to is gone.`;
  return new Failure('conflict', 'trash.place_gone', message, { expected: `the ${what} to be restored first` });
}

const isSame = (one: (Buffer | null | undefined)[], other: (Buffer | null | undefined)[]): boolean =>
  one.every((id, index) => (id ?? null) === (other[index] ?? null) || (!!id && !!other[index]?.equals(id)));
