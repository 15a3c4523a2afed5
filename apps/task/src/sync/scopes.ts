import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { ProjectAccess } from '../project/project-access.js';
import { scopeOfNumber } from './shared-task.js';

/** A part of the log: that of a project, or of a task that is shared alone. */
export interface Scope {
  kind: 'project' | 'task';
  /** Of the project or the task. */
  id: string;
  /** Under which its changes are noted. */
  logId: Buffer;
}

/** One that somebody sees: by what number tokens call it, and how many changes there were. */
export interface VisibleScope extends Scope {
  number: number;
  seq: number;
}

interface Row {
  id: Buffer;
  number: unknown;
}

/** Tokens call projects by even numbers, and tasks by odd ones. */
const project = ({ id, number }: Row): Scope & { number: number } => ({
  kind: 'project',
  id: bytesToId(id),
  logId: id,
  number: 2 * Number(number),
});
const task = ({ id, number }: Row): Scope & { number: number } => ({
  kind: 'task',
  id: bytesToId(id),
  logId: scopeOfNumber(Number(number)),
  number: 2 * Number(number) + 1,
});

/** Finds the parts of the log that tell somebody what changed. Reads in the snapshot that it is called in. */
@Injectable()
export class Scopes {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ProjectAccess,
  ) {}

  /** Those of the projects that the actor sees, and of tasks in other projects that are shared with them alone. */
  async visible(actor: Actor): Promise<VisibleScope[]> {
    type Counted = Row & { seq: unknown };
    const projects = await this.access.rows<Counted>('project.id, project.number, project.seq', actor);
    const [condition, ...parameters] = this.access.visibleFew('project.id', actor);
    const tasks = await this.query<Counted>(
      `SELECT shared_task.task_id AS id, shared_task.number, project.seq
       FROM task_member JOIN shared_task ON shared_task.task_id = task_member.task_id AND shared_task.gone_on IS NULL
         JOIN project ON project.id = shared_task.project_id
       WHERE task_member.user_id = ? AND NOT ${condition}`,
      [idToBytes(actor.user_id), ...parameters],
    );
    return [
      ...projects.map((row) => ({ ...project(row), seq: Number(row.seq) })),
      ...tasks.map((row) => ({ ...task(row), seq: Number(row.seq) })),
    ];
  }

  /** Those that tokens called by these numbers, also where what they are of is gone. */
  async byNumbers(numbers: number[]): Promise<Scope[]> {
    const ofProjects = numbers.filter((number) => number % 2 === 0).map((number) => number / 2);
    const ofTasks = numbers.filter((number) => number % 2 === 1).map((number) => (number - 1) / 2);
    const projects =
      'SELECT id, number FROM project WHERE number IN (?) UNION SELECT id, number FROM gone_project WHERE number IN (?)';
    const tasks = 'SELECT task_id AS id, number FROM shared_task WHERE number IN (?)';
    return [
      ...(ofProjects.length === 0 ? [] : await this.query<Row>(projects, [ofProjects, ofProjects])).map(project),
      ...(ofTasks.length === 0 ? [] : await this.query<Row>(tasks, [ofTasks])).map(task),
    ];
  }

  private query<R>(sql: string, parameters: unknown[]): Promise<R[]> {
    return statement<R[]>(this.transactions.manager, sql, parameters);
  }
}
