import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import type { ById, Guarded } from '#contracts/page.js';
import {
  type AddTask,
  type MoveTask,
  type Task,
  taskContract,
  type TaskPage,
  type TaskQuery,
  type UpdateTask,
} from '#contracts/task.contract.js';
import { Handles, Together } from '#messaging/handles.js';
import { MemberRepository } from '../account/member.repository.js';
import type { DueDate } from '../due/due-date.js';
import { type DueInput, readDue } from '../due/read-due.js';
import { refuseStale } from '../list/if-match.js';
import { TaskReader } from './task-reader.js';
import { TaskEntity } from './task.entity.js';
import { TaskRepository } from './task.repository.js';

@Handles(taskContract)
export class TaskHandler implements Handlers<typeof taskContract> {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly reader: TaskReader,
    private readonly members: MemberRepository,
  ) {}

  get({ id }: ById, actor: Actor): Promise<Task> {
    return this.reader.get(id, actor);
  }

  list(query: TaskQuery, actor: Actor): Promise<TaskPage> {
    return this.reader.list(query, actor);
  }

  @Together()
  async add(input: AddTask, actor: Actor): Promise<Task> {
    const now = new Date();
    const due = await this.due(input, actor, now);
    const task = TaskEntity.of(actor, input, due ?? null, now);
    const added = (await this.tasks.add(task, input, input.order, actor)).toView(0);
    return (await this.reader.named([added]))[0];
  }

  async update({ id, if_match, ...change }: UpdateTask, actor: Actor): Promise<Task> {
    const now = new Date();
    const due = await this.due(change, actor, now);
    const order = change.order ?? change.child_order;
    const task = await this.tasks.change(id, order, actor, (each) => {
      refuseStale('task', each, if_match);
      each.change(change, due, now);
      each.assign(change.assignee_id, actor);
    });
    return this.reader.view(task);
  }

  async move({ id, if_match, ...target }: MoveTask, actor: Actor): Promise<Task> {
    return this.reader.view(await this.tasks.move(id, target, if_match, actor));
  }

  async close({ id, if_match }: Guarded, actor: Actor): Promise<void> {
    await this.tasks.complete(id, if_match, actor, new Date());
  }

  async reopen({ id, if_match }: Guarded, actor: Actor): Promise<void> {
    await this.tasks.reopen(id, if_match, actor, new Date());
  }

  async delete({ id, if_match }: Guarded, actor: Actor): Promise<void> {
    await this.tasks.remove(id, if_match, actor);
  }

  /** Asks for the person's zone only where something is said about a due date. */
  private async due(input: DueInput, actor: Actor, now: Date): Promise<DueDate | null | undefined> {
    const { due_string, due_date, due_datetime } = input;
    if (due_string === undefined && due_date === undefined && due_datetime === undefined) return undefined;
    return readDue(input, { now, timezone: await this.members.timezoneOf(actor.user_id) });
  }
}
