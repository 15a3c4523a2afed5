import { Injectable } from '@nestjs/common';
import { Transactions } from '#database/transactions.js';
import type { Actor } from '#contracts/actor.js';
import type { Task, TaskPage, TaskQuery } from '#contracts/task.contract.js';
import { bytesToId, idToBytes, isId } from '#database/id.js';
import { labelName } from '../label/label.entity.js';
import { readPage } from '../list/page.js';
import { ProjectAccess } from '../project/project-access.js';
import { SectionRepository } from '../section/section.repository.js';
import { TaskAccess } from './task-access.js';
import { TaskLabels } from './task-labels.js';
import type { TaskEntity } from './task.entity.js';

/** Reads tasks as clients see them, with what other tables hold about them. */
@Injectable()
export class TaskReader {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: TaskAccess,
    private readonly projects: ProjectAccess,
    private readonly sections: SectionRepository,
    private readonly labels: TaskLabels,
  ) {}

  /** `task.not_found` unless the actor may see it. */
  async get(id: string, actor: Actor): Promise<Task> {
    return this.view(await this.access.get(id, actor));
  }

  /** Active tasks by what the query names; a project, section or parent that the actor may not see is not found. */
  async list({ project_id, section_id, parent_id, label, ids, ...page }: TaskQuery, actor: Actor): Promise<TaskPage> {
    const query = this.access.visible(actor).andWhere('task.completedAt IS NULL');
    if (project_id != null) query.andWhere({ projectId: (await this.projects.get(project_id, actor)).id });
    if (section_id != null) query.andWhere({ sectionId: (await this.sections.get(section_id, actor)).id });
    if (parent_id != null) query.andWhere({ parentId: (await this.access.get(parent_id, actor)).id });
    if (label != null) {
      const labelled = 'SELECT labelled.task_id FROM task_label labelled WHERE labelled.name = :label';
      query.andWhere(`task.id IN (${labelled})`, { label: labelName(label) });
    }
    if (ids) {
      const known = ids.filter(isId);
      if (known.length === 0) return { results: [], next_cursor: null };
      query.andWhere('task.id IN (:...ids)', { ids: known.map(idToBytes) });
    }
    const { results, next_cursor } = await readPage(query, page, { property: 'position' });
    return { results: await this.views(results), next_cursor };
  }

  async view(task: TaskEntity): Promise<Task> {
    const [view] = await this.views([task]);
    return view;
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
    const rows = await this.transactions.manager.query<{ task_id: Buffer; count: unknown }[]>(
      'SELECT task_id, COUNT(*) AS count FROM comment WHERE task_id IN (?) GROUP BY task_id',
      [ids.map(idToBytes)],
    );
    return new Map(rows.map(({ task_id, count }) => [bytesToId(task_id), Number(count)]));
  }
}
