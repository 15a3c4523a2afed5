import { Injectable, NotFoundException, UnprocessableEntityException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { createHash } from 'node:crypto';
import { DataSource, type EntityManager, In, IsNull, QueryFailedError, Repository } from 'typeorm';
import type { AddTask, Task, TaskPage, TaskQuery } from '#contracts/task.contract.js';
import { newId } from '#database/id.js';
import { AnsweredRequest, Comment, OutboxEvent, Project, TaskEntity, TaskLabel } from './entities.js';

@Injectable()
export class TaskService {
  constructor(
    private readonly dataSource: DataSource,
    @InjectRepository(TaskEntity) private readonly tasks: Repository<TaskEntity>,
    @InjectRepository(TaskLabel) private readonly labels: Repository<TaskLabel>,
    @InjectRepository(Comment) private readonly comments: Repository<Comment>,
    @InjectRepository(AnsweredRequest) private readonly answers: Repository<AnsweredRequest>,
  ) {}

  /** Adds a task in one transaction with its event and, where the request has an id, the answer under that id. */
  async add(input: AddTask, userId: string, requestId?: string): Promise<Task> {
    const requestHash = createHash('sha256').update(JSON.stringify(input)).digest();
    try {
      return await this.dataSource.transaction('READ COMMITTED', async (manager) => {
        const answer = await this.insert(input, userId, manager);
        if (requestId) {
          const row = { userId, requestId, requestHash, answer: JSON.stringify(answer), createdAt: new Date() };
          await manager.insert(AnsweredRequest, row);
        }
        return answer;
      });
    } catch (error) {
      if (!requestId || !isDuplicate(error)) throw error;
      const earlier = await this.answers.findOneByOrFail({ userId, requestId });
      if (!earlier.requestHash.equals(requestHash)) throw new UnprocessableEntityException('request id reused');
      return JSON.parse(earlier.answer) as Task;
    }
  }

  async list({ project_id, limit = 50 }: TaskQuery, userId: string): Promise<TaskPage> {
    const tasks = await this.tasks.find({
      where: { project: { userId }, ...(project_id ? { projectId: project_id } : {}), completedAt: IsNull() },
      order: { position: 'ASC', id: 'ASC' },
      take: limit + 1,
    });
    const page = tasks.slice(0, limit);
    const ids = page.map(({ id }) => id);
    const [labels, counts] = await Promise.all([this.labelsOf(ids), this.commentCounts(ids)]);
    return {
      results: page.map((task) => toView(task, labels.get(task.id) ?? [], counts.get(task.id) ?? 0)),
      next_cursor: tasks.length > limit ? String(page.at(-1)?.position) : null,
    };
  }

  /** Positions are given out under the lock of the project, so that no two tasks get the same. */
  private async insert(input: AddTask, userId: string, manager: EntityManager): Promise<Task> {
    const where = { id: input.project_id ?? userId, userId };
    const project = await manager.findOne(Project, { where, lock: { mode: 'pessimistic_write' } });
    if (!project) throw new NotFoundException('project');
    const siblings = { projectId: project.id, sectionId: IsNull(), parentId: IsNull() };
    const last = await manager.maximum(TaskEntity, 'position', siblings);
    const now = new Date();
    const task = manager.create(TaskEntity, {
      id: newId(),
      userId,
      projectId: project.id,
      content: input.content,
      description: input.description ?? '',
      priority: input.priority ?? 1,
      position: (last ?? 0) + 1,
      version: 1,
      addedAt: now,
      updatedAt: now,
    });
    await manager.insert(TaskEntity, task);
    const labels = input.labels ?? [];
    if (labels.length > 0) {
      await manager.insert(
        TaskLabel,
        labels.map((name, position) => ({ taskId: task.id, name, position })),
      );
    }
    const view = toView(task, labels, 0);
    await manager.insert(OutboxEvent, {
      id: newId(),
      type: 'task.added',
      subject: task.id,
      aggregateVersion: 1,
      data: JSON.stringify({ id: task.id, project_id: project.id, user_id: userId }),
      recordedAt: now,
    });
    return view;
  }

  private async labelsOf(ids: string[]): Promise<Map<string, string[]>> {
    const rows = await this.labels.find({ where: { taskId: In(ids) }, order: { position: 'ASC' } });
    const labels = new Map<string, string[]>();
    for (const { taskId, name } of rows) labels.set(taskId, [...(labels.get(taskId) ?? []), name]);
    return labels;
  }

  private async commentCounts(ids: string[]): Promise<Map<string, number>> {
    const rows = await this.comments
      .createQueryBuilder('comment')
      .select('LOWER(HEX(comment.taskId))', 'id')
      .addSelect('COUNT(*)', 'count')
      .where({ taskId: In(ids) })
      .groupBy('comment.taskId')
      .getRawMany<{ id: string; count: string }>();
    return new Map(
      rows.map(({ id, count }) => [id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'), Number(count)]),
    );
  }
}

const isDuplicate = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { errno?: number }).errno === 1062;

function toView(task: TaskEntity, labels: string[], noteCount: number): Task {
  return {
    id: task.id,
    user_id: task.userId,
    project_id: task.projectId,
    section_id: task.sectionId ?? null,
    parent_id: task.parentId ?? null,
    added_by_uid: task.userId,
    assigned_by_uid: null,
    responsible_uid: null,
    content: task.content,
    description: task.description,
    labels,
    priority: task.priority,
    due: task.dueDate
      ? {
          date: task.dueTime ? `${task.dueDate}T${task.dueTime}` : task.dueDate,
          timezone: task.dueTimezone,
          string: task.dueString ?? task.dueDate,
          lang: task.dueLang ?? 'en',
          is_recurring: false,
        }
      : null,
    deadline: task.deadlineDate ? { date: task.deadlineDate, lang: task.deadlineLang ?? 'en' } : null,
    duration: task.durationAmount ? { amount: task.durationAmount, unit: task.durationUnit ?? 'minute' } : null,
    checked: task.completedAt != null,
    is_deleted: false,
    is_collapsed: false,
    child_order: task.position,
    day_order: -1,
    note_count: noteCount,
    added_at: task.addedAt.toISOString(),
    updated_at: task.updatedAt.toISOString(),
    completed_at: task.completedAt?.toISOString() ?? null,
    version: task.version,
  };
}
