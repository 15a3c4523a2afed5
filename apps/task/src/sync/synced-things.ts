import { Injectable } from '@nestjs/common';
import { CommentRepository } from '../comment/comment.repository.js';
import { FilterRepository } from '../filter/filter.repository.js';
import { LabelRepository } from '../label/label.repository.js';
import { ProjectViews } from '../project/project-views.js';
import { ProjectRepository } from '../project/project.repository.js';
import { relationView } from '../relation/relation-row.js';
import { RelationRepository } from '../relation/relation.repository.js';
import { ReminderRepository } from '../reminder/reminder.repository.js';
import { SectionRepository } from '../section/section.repository.js';
import { TaskReader } from '../task/task-reader.js';
import { SyncedPeople } from './synced-people.js';
import { type SyncedThing, withIds } from './synced-thing.js';
import {
  goneComment,
  goneFilter,
  goneLabel,
  goneProject,
  goneRelation,
  goneReminder,
  goneSection,
  goneTask,
} from './tombstones.js';

const active = 'task.completed_at IS NULL';
const ofTasks = (table: string, condition: string): string =>
  `SELECT ${table}.id AS entity_id FROM task JOIN ${table} ON ${table}.task_id = task.id WHERE ${condition} AND ${active}`;

/** Between tasks that are both to be done, for one of which the condition holds; by way of that one, for it finds few. */
const relationsOf = (condition: string): string =>
  [
    ['task_id', 'other_id'],
    ['other_id', 'task_id'],
  ]
    .map(
      ([near, far]) =>
        `SELECT relation.id AS entity_id FROM task STRAIGHT_JOIN task_relation relation ON relation.${near} = task.id
         STRAIGHT_JOIN task other ON other.id = relation.${far}
         WHERE ${condition} AND ${active} AND other.completed_at IS NULL`,
    )
    .join(' UNION ');

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
    reminders: ReminderRepository,
    labels: LabelRepository,
    filters: FilterRepository,
    relations: RelationRepository,
    people: SyncedPeople,
  ) {
    const loadComments: SyncedThing['load'] = async (ids, actor) =>
      withIds((await comments.findMany(ids, actor)).map((comment) => comment.toView()));
    this.all = [
      {
        kinds: ['project'],
        resource: 'projects',
        inProjects: (ids) => ['SELECT id AS entity_id FROM project WHERE id IN (?)', ids],
        load: async (ids, actor) => withIds(await views.of(await projects.findMany(ids, actor), actor)),
        gone: goneProject,
      },
      {
        kinds: ['section'],
        resource: 'sections',
        inProjects: (ids) => ['SELECT id AS entity_id FROM section WHERE project_id IN (?)', ids],
        load: async (ids, actor) => withIds((await sections.findMany(ids, actor)).map((section) => section.toView())),
        gone: goneSection,
      },
      {
        kinds: ['label'],
        resource: 'labels',
        // an Inbox has the id of the person whose labels they are
        inProjects: (ids) => ['SELECT id AS entity_id FROM label WHERE user_id IN (?)', ids],
        load: async (ids, actor) =>
          withIds((await labels.findMany(ids, actor)).map((label) => ({ ...label.toView(), is_deleted: false }))),
        gone: goneLabel,
      },
      {
        kinds: ['saved_filter'],
        resource: 'filters',
        inProjects: (ids) => ['SELECT id AS entity_id FROM saved_filter WHERE user_id IN (?)', ids],
        load: async (ids, actor) => withIds((await filters.findMany(ids, actor)).map((filter) => filter.toView())),
        gone: goneFilter,
      },
      {
        kinds: ['task'],
        resource: 'items',
        inProjects: (ids) => [`SELECT id AS entity_id FROM task WHERE project_id IN (?) AND ${active}`, ids],
        onTasks: (ids) => [`SELECT id AS entity_id FROM task WHERE id IN (?) AND ${active}`, ids],
        load: async (ids, actor) => withIds(await tasks.findMany(ids, actor)),
        gone: goneTask,
      },
      {
        kinds: ['task_relation'],
        resource: 'task_relations',
        inProjects: (ids) => [relationsOf('task.project_id IN (?)'), ids, ids],
        onTasks: (ids) => [relationsOf('task.id IN (?)'), ids, ids],
        load: async (ids, actor) =>
          withIds((await relations.findMany(ids, actor)).map((row) => ({ ...relationView(row), is_deleted: false }))),
        gone: goneRelation,
      },
      {
        kinds: ['note'],
        resource: 'notes',
        inProjects: (ids) => [ofTasks('comment', 'task.project_id IN (?)'), ids],
        onTasks: (ids) => [ofTasks('comment', 'task.id IN (?)'), ids],
        load: loadComments,
        gone: goneComment,
      },
      {
        kinds: ['project_note'],
        resource: 'project_notes',
        inProjects: (ids) => ['SELECT id AS entity_id FROM comment WHERE project_id IN (?)', ids],
        load: loadComments,
        gone: goneComment,
      },
      {
        kinds: ['reminder'],
        resource: 'reminders',
        inProjects: (ids, person) => [
          ofTasks('reminder', 'task.project_id IN (?) AND reminder.user_id = ?'),
          ids,
          person,
        ],
        onTasks: (ids, person) => [ofTasks('reminder', 'task.id IN (?) AND reminder.user_id = ?'), ids, person],
        load: async (ids, actor) =>
          withIds((await reminders.findMany(ids, actor)).map((reminder) => reminder.toView())),
        gone: goneReminder,
      },
      ...people.all,
    ];
  }
}
