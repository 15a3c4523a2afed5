import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Role } from '#contracts/roles.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { ProjectAccess } from '../project/project-access.js';
import { parts } from '../sharing/parts.js';
import { TaskAccess } from '../task/task-access.js';
import type { SyncedThing } from './synced-thing.js';

/** Somebody with whom something is shared, in the shape of the Todoist Sync API. */
interface SyncedCollaborator {
  id: string;
  email: string;
  full_name: string;
  timezone: string;
  image_id: null;
  is_deleted: boolean;
}

/** Somebody's part in a project. Nobody is told who is invited: that would reveal who has an account. */
interface CollaboratorState {
  project_id: string;
  user_id: string;
  state: 'active';
  role: Role;
  is_deleted: boolean;
}

interface Part {
  project_id: Buffer;
  user_id: Buffer;
  role: Role;
}

const guests = 'SELECT task_member.user_id AS entity_id FROM task_member JOIN task ON task.id = task_member.task_id';

/** The same of all tasks in some projects, by way of what is known to be shared alone, which is little. */
const guestsIn = `SELECT task_member.user_id AS entity_id
  FROM shared_task JOIN task_member ON task_member.task_id = shared_task.task_id
  WHERE shared_task.project_id IN (?) AND shared_task.gone_on IS NULL`;

/** Those with whom projects and single tasks are shared, as clients keep them: with those who are in a project, only where others are. */
@Injectable()
export class SyncedPeople {
  readonly all: SyncedThing[] = [
    {
      kinds: ['member', 'guest'],
      resource: 'collaborators',
      inProjects: (ids) => [
        `SELECT user_id AS entity_id FROM ${parts} WHERE project_id IN (?) UNION ${guestsIn}`,
        ids,
        ids,
      ],
      onTasks: (ids) => [`${guests} WHERE task.id IN (?)`, ids],
      load: (ids, actor) => this.collaborators(ids, actor),
      gone: (id) => ({ ...nobody, id, is_deleted: true }),
    },
    {
      kinds: ['member'],
      resource: 'collaborator_states',
      isOfProject: true,
      inProjects: (ids) => [
        `SELECT project_id AS scope_id, user_id AS entity_id FROM ${parts} WHERE project_id IN (?)`,
        ids,
      ],
      load: (keys, actor) => this.states(keys, actor),
      gone: (key) => ({ ...stateOf(key, 'viewer'), is_deleted: true }),
    },
  ];

  constructor(
    private readonly transactions: Transactions,
    private readonly projects: ProjectAccess,
    private readonly tasks: TaskAccess,
  ) {}

  private async collaborators(ids: string[], actor: Actor): Promise<[string, SyncedCollaborator][]> {
    const people = ids.map(idToBytes);
    const [inProject, ...ofProject] = this.projects.visible('part.project_id', actor);
    const [onTask, ...ofTask] = await this.tasks.visible(actor);
    const rows = await statement<
      { id: Buffer; email: string | null; full_name: string | null; timezone: string | null }[]
    >(
      this.transactions.manager,
      `SELECT who.entity_id AS id, member.email, member.full_name, member.timezone
       FROM (SELECT part.user_id AS entity_id FROM ${parts} WHERE part.user_id IN (?) AND ${inProject}
             UNION ${guests} WHERE task_member.user_id IN (?) AND ${onTask}) who
         LEFT JOIN member ON member.id = who.entity_id`,
      [people, ...ofProject, people, ...ofTask],
    );
    return rows.map(({ id, email, full_name, timezone }) => {
      const key = bytesToId(id);
      const known = { email: email ?? '', full_name: full_name ?? '', timezone: timezone ?? 'UTC' };
      return [key, { ...nobody, ...known, id: key }];
    });
  }

  private async states(keys: string[], actor: Actor): Promise<[string, CollaboratorState][]> {
    const pairs = keys.map((key) => key.split(' ').map(idToBytes));
    const [visible, ...viewer] = this.projects.visible('part.project_id', actor);
    const rows = await statement<Part[]>(
      this.transactions.manager,
      `SELECT part.* FROM ${parts} WHERE (part.project_id, part.user_id) IN (?) AND ${visible}`,
      [pairs, ...viewer],
    );
    return rows.map(({ project_id, user_id, role }) => {
      const key = `${bytesToId(project_id)} ${bytesToId(user_id)}`;
      return [key, stateOf(key, role)];
    });
  }
}

const nobody = { email: '', full_name: '', timezone: 'UTC', image_id: null, is_deleted: false } as const;

function stateOf(key: string, role: Role): CollaboratorState {
  const [project_id, user_id] = key.split(' ');
  return { project_id, user_id, state: 'active', role, is_deleted: false };
}
