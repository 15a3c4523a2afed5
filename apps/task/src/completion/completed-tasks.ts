import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type {
  CompletedBetween,
  CompletedPage,
  CompletedQuery,
  CompletedSearch,
} from '#contracts/completion.contract.js';
import type { Task, TaskTarget } from '#contracts/task.contract.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { FilteredTasks } from '../filter/filtered-tasks.js';
import { labelName } from '../label/label.entity.js';
import { likePattern } from '../list/name-search.js';
import { cutPage, readCursor, usualLimit } from '../list/page.js';
import type { Condition } from '../project/project-access.js';
import { TaskAccess } from '../task/task-access.js';
import { TaskLabels } from '../task/task-labels.js';
import { TaskReader } from '../task/task-reader.js';
import { factsOf, taskColumns, type TaskRow } from '../task/task-rows.js';
import { taskView } from '../task/task-view.js';

/** A task as it was when it was completed: once, or one of many times. */
interface Row extends TaskRow {
  completionId: Buffer;
  at: Date;
}

const occurrences = `LEFT JOIN completed_occurrence occurrence
  ON occurrence.task_id = completion.task_id AND occurrence.completed_at = completion.completed_at`;

/** What was completed in projects is less than what is in them; in a section or under a task there is little anyhow. */
const begins = {
  inProjects: 'completion FORCE INDEX (completion_place) STRAIGHT_JOIN task ON task.id = completion.task_id',
  inProjectsAndAlone: 'completion STRAIGHT_JOIN task ON task.id = completion.task_id',
  withTasks: 'task STRAIGHT_JOIN completion ON completion.task_id = task.id',
};

/** Where a query begins, and what is visible there. */
interface Source {
  begin: keyof typeof begins;
  conditions: Condition[];
}

const then = (column: string): string => `IF(occurrence.id IS NULL, task.${column}, occurrence.${column})`;

/** What was due then stands for what is due now: of columns of the same name the driver keeps the last. */
const columns = `${taskColumns}, completion.id AS completionId, completion.completed_at AS at,
  ${then('due_date')} AS dueDate, ${then('due_time')} AS dueTime, ${then('due_timezone')} AS dueTimezone,
  ${then('due_fold')} AS dueFold, ${then('due_string')} AS dueString, ${then('due_lang')} AS dueLang,
  IF(occurrence.id IS NULL, task.due_recurrence, COALESCE(task.due_recurrence, '')) AS dueRecurrence`;

/** When a task was due, as its clock on the wall showed it. */
const due = `TIMESTAMP(${then('due_date')}, COALESCE(${then('due_time')}, '00:00:00'))`;

/** Lists tasks that were completed, newest first. */
@Injectable()
export class CompletedTasks {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: TaskAccess,
    private readonly filters: FilteredTasks,
    private readonly tasks: TaskReader,
    private readonly labels: TaskLabels,
  ) {}

  byCompletionDate(query: CompletedBetween, since: Date, until: Date, actor: Actor): Promise<CompletedPage> {
    return this.page(query, ['completion.completed_at BETWEEN ? AND ?', since, until], actor);
  }

  /** `since` and `until` are local times like `2026-11-22 09:00:00.000`. */
  byDueDate(query: CompletedBetween, since: string, until: string, actor: Actor): Promise<CompletedPage> {
    return this.page(query, [`${due} BETWEEN ? AND ?`, since, until], actor);
  }

  search({ query, ...page }: CompletedSearch, actor: Actor): Promise<CompletedPage> {
    const [matches, pattern] = [(column: string): string => `${column} LIKE ? ESCAPE '!'`, likePattern(query)];
    const found = `(${matches('task.content')} OR ${matches('task.description')})`;
    return this.page(page, [found, pattern, pattern], actor);
  }

  async list(
    { project_id, label, limit = usualLimit, offset = 0 }: CompletedQuery,
    { since, until }: { since?: Date; until?: Date },
    actor: Actor,
  ): Promise<Task[]> {
    const { begin, conditions } = await this.source({ project_id }, actor);
    if (since) conditions.push(['completion.completed_at >= ?', since]);
    if (until) conditions.push(['completion.completed_at <= ?', until]);
    if (label != null) {
      conditions.push(['task.id IN (SELECT task_id FROM task_label WHERE name = ?)', labelName(label)]);
    }
    return this.views(await this.rows(begin, conditions, limit, offset));
  }

  private async page(
    query: Omit<CompletedBetween, 'since' | 'until'>,
    which: Condition,
    actor: Actor,
  ): Promise<CompletedPage> {
    const { cursor, limit = usualLimit } = query;
    const source = await this.source(query, actor);
    const conditions = [which, ...source.conditions];
    const { filter_query, filter_lang: lang } = query;
    if (filter_query != null) conditions.push(await this.filters.condition({ query: filter_query, lang }, actor));
    if (cursor != null) {
      const [at, id] = readCursor(cursor);
      conditions.push(['(completion.completed_at, completion.id) < (?, ?)', new Date(at), idToBytes(id)]);
    }
    const rows = await this.rows(source.begin, conditions, limit + 1);
    const { results, next_cursor } = cutPage(rows, limit, (row) => [row.at.getTime(), bytesToId(row.completionId)]);
    return { items: await this.views(results), next_cursor };
  }

  /** A completion is in the project that its task is in by now. */
  private async source(place: TaskTarget, actor: Actor): Promise<Source> {
    const conditions = await this.tasks.placeConditions(place, actor);
    if (place.section_id != null || place.parent_id != null) return { begin: 'withTasks', conditions };
    const projects = place.project_id == null ? await this.access.projectIds(actor) : [idToBytes(place.project_id)];
    const alone = place.project_id == null ? await this.access.sharedAlone(actor) : [];
    if (alone.length === 0) {
      return { begin: 'inProjects', conditions: [['completion.project_id IN (?)', projects], ...conditions] };
    }
    const either: Condition = ['(completion.project_id IN (?) OR completion.task_id IN (?))', projects, alone];
    return { begin: 'inProjectsAndAlone', conditions: [either, ...conditions] };
  }

  /** Whether it is still to be done again does not matter, nor whether its place is put away. */
  private rows(begin: keyof typeof begins, conditions: Condition[], limit: number, offset = 0): Promise<Row[]> {
    return statement<Row[]>(
      this.transactions.manager,
      `SELECT ${columns} FROM ${begins[begin]} ${occurrences} WHERE ${conditions.map(([sql]) => sql).join(' AND ')}
       ORDER BY completion.completed_at DESC, completion.id DESC LIMIT ? OFFSET ?`,
      [...conditions.flatMap(([, ...parameters]) => parameters), limit, offset],
    );
  }

  private async views(rows: Row[]): Promise<Task[]> {
    const labels = await this.labels.of([...new Set(rows.map(({ id }) => bytesToId(id)))]);
    return rows.map((row) => {
      const facts = factsOf(row);
      return taskView(
        { ...facts, completedAt: row.at.toISOString() },
        labels.get(facts.id) ?? [],
        Number(row.noteCount),
      );
    });
  }
}
