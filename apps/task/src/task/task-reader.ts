import { Injectable } from '@nestjs/common';
import { Transactions } from '#database/transactions.js';
import type { Actor } from '#contracts/actor.js';
import type { PageQuery } from '#contracts/page.js';
import type { Task, TaskPage, TaskQuery, TaskTarget } from '#contracts/task.contract.js';
import { bytesToId, idToBytes, isId } from '#database/id.js';
import { statement } from '#database/statement.js';
import { MemberRepository } from '../account/member.repository.js';
import { activePlaces, inActiveProject, inActiveSection } from '../archive/active.js';
import { labelName } from '../label/label.entity.js';
import { type Condition, ProjectAccess } from '../project/project-access.js';
import { SectionRepository } from '../section/section.repository.js';
import { TaskAccess } from './task-access.js';
import { TaskLabels } from './task-labels.js';
import { type NextProjects, TaskPages } from './task-pages.js';
import { factsOf, taskColumns, type TaskRow } from './task-rows.js';
import { taskView } from './task-view.js';
import type { TaskEntity } from './task.entity.js';

const isActive: Condition = ['task.completed_at IS NULL'];

/** The index that has active tasks of a place, or of all projects, in the order of a list. */
function indexOf({ section_id, parent_id }: TaskTarget): string {
  if (parent_id != null) return 'task_parent';
  return section_id != null ? 'task_section' : 'task_project';
}

/** Reads tasks as clients see them, with what other tables hold about them. */
@Injectable()
export class TaskReader {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: TaskAccess,
    private readonly projects: ProjectAccess,
    private readonly sections: SectionRepository,
    private readonly labels: TaskLabels,
    private readonly pages: TaskPages,
    private readonly members: MemberRepository,
  ) {}

  /** `task.not_found` unless the actor may see it. */
  async get(id: string, actor: Actor): Promise<Task> {
    return this.view(await this.access.get(id, actor));
  }

  /**
   * Active tasks by what the query names, in a place that is put away only where it is named; a project, section or parent that
   * the actor may not see is not found.
   */
  async list(query: TaskQuery, actor: Actor): Promise<TaskPage> {
    const conditions = await this.conditions(query, actor);
    if (!conditions) return { results: [], next_cursor: null };
    const { project_id, section_id, parent_id } = query;
    const index = query.label == null && !query.ids ? indexOf(query) : undefined;
    // whoever may see one of these may see every task in it
    const isNamed = project_id != null || section_id != null || parent_id != null;
    return isNamed
      ? this.viewed([...conditions, ...activePlaces(query)], query, undefined, index)
      : this.page(conditions, query, actor, index);
  }

  /** Active tasks that the actor may see, in no place that is put away, and that meet all conditions, which are in SQL on `task`. */
  async page(conditions: Condition[], query: PageQuery, actor: Actor, index?: string): Promise<TaskPage> {
    const tasks = await this.access.sharedAlone(actor);
    if (tasks.length === 0) {
      const projects: NextProjects = (from, limit) => this.projects.nextActiveFor(actor, from, limit);
      return this.viewed([...conditions, [inActiveSection('task')]], query, projects, index);
    }
    const projects = await this.projects.idsActiveFor(actor);
    const either: Condition = ['(task.project_id IN (?) OR task.id IN (?))', projects, tasks];
    return this.viewed([either, ...conditions, ...activePlaces()], query);
  }

  private async viewed(
    conditions: Condition[],
    query: PageQuery,
    projects?: NextProjects,
    index?: string,
  ): Promise<TaskPage> {
    const { results, next_cursor } = await this.pages.read([isActive, ...conditions], query, projects, index);
    return { results: await this.named(await this.viewsOf(results)), next_cursor };
  }

  /** Those of some that the actor may see, active or completed. */
  async findMany(ids: string[], actor: Actor): Promise<Task[]> {
    const [visible, ...parameters] = await this.access.visibleFew(actor);
    const sql = `SELECT ${taskColumns} FROM task WHERE task.id IN (?) AND ${visible}`;
    return this.viewsOf(await statement(this.transactions.manager, sql, [ids.map(idToBytes), ...parameters]));
  }

  private async viewsOf(rows: TaskRow[]): Promise<Task[]> {
    const labels = await this.labels.of(rows.map(({ id }) => bytesToId(id)));
    return rows.map((row) => {
      const facts = factsOf(row);
      return taskView(facts, labels.get(facts.id) ?? [], Number(row.noteCount));
    });
  }

  /** How many active tasks that the actor may see meet each of the conditions. */
  async counts(conditions: Condition[], actor: Actor): Promise<number[]> {
    const [projects, tasks] = [await this.projects.idsActiveFor(actor), await this.access.sharedAlone(actor)];
    const visible: Condition =
      tasks.length === 0
        ? ['task.project_id IN (?)', projects]
        : [`(task.project_id IN (?) OR task.id IN (?) AND ${inActiveProject('task')})`, projects, tasks];
    const active: Condition[] = [isActive, visible, [inActiveSection('task')]];
    const columns = conditions.map(([sql], index) => `COUNT(CASE WHEN ${sql} THEN 1 END) AS count${index}`);
    const [row] = await statement<Record<string, unknown>[]>(
      this.transactions.manager,
      `SELECT ${columns.join(', ')} FROM task WHERE ${active.map(([sql]) => sql).join(' AND ')}`,
      [...conditions, ...active].flatMap(([, ...parameters]) => parameters),
    );
    return conditions.map((_, index) => Number(row[`count${index}`]));
  }

  /** In SQL, each with its parameters; undefined when nothing can meet them. */
  private async conditions({ label, ids, ...place }: TaskQuery, actor: Actor): Promise<Condition[] | undefined> {
    const conditions = await this.placeConditions(place, actor);
    if (label != null) {
      conditions.push(['task.id IN (SELECT task_id FROM task_label WHERE name = ?)', labelName(label)]);
    }
    if (ids) {
      const known = ids.filter(isId);
      if (known.length === 0) return undefined;
      conditions.push(['task.id IN (?)', known.map(idToBytes)]);
    }
    return conditions;
  }

  /** In a project, a section or under a task where they are named; what the actor may not see is not found. */
  async placeConditions({ project_id, section_id, parent_id }: TaskTarget, actor: Actor): Promise<Condition[]> {
    const conditions: Condition[] = [];
    const equal = (column: string, id: string): void => void conditions.push([`task.${column} = ?`, idToBytes(id)]);
    if (project_id != null) equal('project_id', (await this.projects.get(project_id, actor)).id);
    if (section_id != null) equal('section_id', (await this.sections.get(section_id, actor)).id);
    if (parent_id != null) equal('parent_id', (await this.access.get(parent_id, actor)).id);
    return conditions;
  }

  async view(task: TaskEntity): Promise<Task> {
    const [view] = await this.named(await this.views([task]));
    return view;
  }

  /** With the names of those whose tasks they are, whom not everybody who sees a task knows from elsewhere. */
  async named<T extends Task>(tasks: T[]): Promise<T[]> {
    const ids = tasks.flatMap(({ responsible_uid }) => responsible_uid ?? []);
    if (ids.length === 0) return tasks;
    const names = await this.members.namesOf(ids);
    return tasks.map((task) => {
      const { responsible_uid } = task;
      return responsible_uid ? { ...task, responsible_name: names.get(responsible_uid) } : task;
    });
  }

  private async views(tasks: TaskEntity[]): Promise<Task[]> {
    const ids = tasks.map(({ id }) => id);
    const [labels, noteCounts] = await Promise.all([this.labels.of(ids), this.noteCounts(ids)]);
    return tasks.map((task) => {
      task.labels = labels.get(task.id) ?? [];
      return task.toView(noteCounts.get(task.id) ?? 0);
    });
  }

  private async noteCounts(ids: string[]): Promise<Map<string, number>> {
    if (ids.length === 0) return new Map();
    const rows = await statement<{ task_id: Buffer; count: unknown }[]>(
      this.transactions.manager,
      'SELECT task_id, COUNT(*) AS count FROM comment WHERE task_id IN (?) GROUP BY task_id',
      [ids.map(idToBytes)],
    );
    return new Map(rows.map(({ task_id, count }) => [bytesToId(task_id), Number(count)]));
  }
}
