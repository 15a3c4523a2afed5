import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { bytesToId } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { ProjectAccess } from '../project/project-access.js';

/** What was found, as it is now. */
export interface FoundText {
  kind: 'task' | 'comment';
  id: Buffer;
  project_id: Buffer;
  task_id: Buffer | null;
  title: string;
  body: string;
  checked: unknown;
}

const ofTasks = `
  SELECT 'task' AS kind, task.id, task.project_id, task.id AS task_id, task.content AS title, task.description AS body,
    task.completed_at IS NOT NULL AS checked
  FROM task WHERE task.id IN (?) AND`;
const ofComments = `
  SELECT 'comment' AS kind, comment.id, COALESCE(task.project_id, comment.project_id) AS project_id, comment.task_id,
    COALESCE(task.content, project.name) AS title, comment.content AS body, task.completed_at IS NOT NULL AS checked
  FROM comment LEFT JOIN task ON task.id = comment.task_id LEFT JOIN project ON project.id = comment.project_id
  WHERE comment.id IN (?) AND`;

/** Reads the texts of tasks and comments that somebody may see at this moment. */
@Injectable()
export class FoundTexts {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ProjectAccess,
  ) {}

  /** By their ids: of tasks, and of what is no task the comments. */
  async of(ids: Buffer[], actor: Actor): Promise<Map<string, FoundText>> {
    const tasks = await this.read(ofTasks, ids, 'task.project_id', actor);
    const others = ids.filter((id) => !tasks.has(bytesToId(id)));
    const place = 'COALESCE(task.project_id, comment.project_id)';
    return new Map([...tasks, ...(await this.read(ofComments, others, place, actor))]);
  }

  private async read(sql: string, ids: Buffer[], place: string, actor: Actor): Promise<Map<string, FoundText>> {
    if (ids.length === 0) return new Map();
    const [visible, ...parameters] = this.access.visibleFew(place, actor);
    const rows = await statement<FoundText[]>(this.transactions.manager, `${sql} ${visible}`, [ids, ...parameters]);
    return new Map(rows.map((row) => [bytesToId(row.id), row]));
  }
}
