import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { CommentRepository } from '../comment/comment.repository.js';
import { FilterRepository } from '../filter/filter.repository.js';
import { LabelRepository } from '../label/label.repository.js';
import { relationView } from '../relation/relation-row.js';
import { RelationRepository } from '../relation/relation.repository.js';
import { ProjectViews } from '../project/project-views.js';
import { ProjectRepository } from '../project/project.repository.js';
import { SectionRepository } from '../section/section.repository.js';
import { TaskReader } from '../task/task-reader.js';
import type { Kind } from './changes.js';
import { goneComment, goneFilter, goneLabel, goneProject, goneRelation, goneSection, goneTask } from './tombstones.js';

/** Something that clients keep a copy of. */
export interface SyncedThing {
  /** What the log calls it. */
  kind: Kind;
  /** What clients call a list of it. */
  resource: string;
  /** In SQL: the ids of all that a new client gets of it in some projects, which stand for each question mark. */
  idsIn: string;
  /** Those of some that the actor may see, as clients see them. */
  load(ids: string[], actor: Actor): Promise<{ id: string }[]>;
  /** What stands for one that the actor does not see, or no longer. */
  gone(id: string, actor: Actor): object;
}

/** Between tasks that are both to be done, one of which is in the projects. */
const relationsFrom = (near: string, far: string): string =>
  `SELECT relation.id FROM task JOIN task_relation relation ON relation.${near} = task.id
   JOIN task other ON other.id = relation.${far}
   WHERE task.project_id IN (?) AND task.completed_at IS NULL AND other.completed_at IS NULL`;

/** All that is synced, in the order in which it is answered: a new thing is one entry here, and notes its changes. */
@Injectable()
export class SyncedThings {
  readonly all: SyncedThing[];

  constructor(
    projects: ProjectRepository,
    views: ProjectViews,
    sections: SectionRepository,
    tasks: TaskReader,
    comments: CommentRepository,
    labels: LabelRepository,
    filters: FilterRepository,
    relations: RelationRepository,
  ) {
    const loadComments: SyncedThing['load'] = async (ids, actor) =>
      (await comments.findMany(ids, actor)).map((comment) => comment.toView());
    this.all = [
      {
        kind: 'project',
        resource: 'projects',
        idsIn: 'SELECT id FROM project WHERE id IN (?)',
        load: async (ids, actor) => views.of(await projects.findMany(ids, actor), actor),
        gone: goneProject,
      },
      {
        kind: 'section',
        resource: 'sections',
        idsIn: 'SELECT id FROM section WHERE project_id IN (?)',
        load: async (ids, actor) => (await sections.findMany(ids, actor)).map((section) => section.toView()),
        gone: goneSection,
      },
      {
        kind: 'label',
        resource: 'labels',
        // an Inbox has the id of the person whose labels they are
        idsIn: 'SELECT id FROM label WHERE user_id IN (?)',
        load: async (ids, actor) =>
          (await labels.findMany(ids, actor)).map((label) => ({ ...label.toView(), is_deleted: false })),
        gone: goneLabel,
      },
      {
        kind: 'saved_filter',
        resource: 'filters',
        idsIn: 'SELECT id FROM saved_filter WHERE user_id IN (?)',
        load: async (ids, actor) => (await filters.findMany(ids, actor)).map((filter) => filter.toView()),
        gone: goneFilter,
      },
      {
        kind: 'task',
        resource: 'items',
        idsIn: 'SELECT id FROM task WHERE project_id IN (?) AND completed_at IS NULL',
        load: (ids, actor) => tasks.findMany(ids, actor),
        gone: goneTask,
      },
      {
        kind: 'task_relation',
        resource: 'task_relations',
        idsIn: `${relationsFrom('task_id', 'other_id')} UNION ${relationsFrom('other_id', 'task_id')}`,
        load: async (ids, actor) =>
          (await relations.findMany(ids, actor)).map((relation) => ({ ...relationView(relation), is_deleted: false })),
        gone: goneRelation,
      },
      {
        kind: 'note',
        resource: 'notes',
        idsIn: `SELECT comment.id FROM task JOIN comment ON comment.task_id = task.id
                WHERE task.project_id IN (?) AND task.completed_at IS NULL`,
        load: loadComments,
        gone: goneComment,
      },
      {
        kind: 'project_note',
        resource: 'project_notes',
        idsIn: 'SELECT id FROM comment WHERE project_id IN (?)',
        load: loadComments,
        gone: goneComment,
      },
    ];
  }
}
