import { Entity } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { Failure, invalid } from '#contracts/failure.js';
import type { AddTask, Task, TaskChange } from '#contracts/task.contract.js';
import { isId, newId } from '#database/id.js';
import type { Values } from '../activity/changed.js';
import { calendarDate, type DueDate } from '../due/due-date.js';
import type { Reference } from '../due/reference.js';
import { labelNames } from '../label/label.entity.js';
import { nextDue, recurs } from '../recurrence/next-due.js';
import type { Place } from './places.js';
import { TaskColumns } from './task-columns.js';
import { taskView } from './task-view.js';

/** Labels that one task carries. */
const mostLabels = 500;

/** Something to be done. Its subtasks are in the same project and section as it is. */
@Entity('task')
export class TaskEntity extends TaskColumns {
  /** Not in any place yet. */
  static of(maker: Actor, input: AddTask, due: DueDate | null, at: Date): TaskEntity {
    const task = Object.assign(new TaskEntity(), {
      id: newId(),
      userId: maker.user_id,
      description: '',
      priority: 1,
      due: null,
      deadlineDate: null,
      deadlineLang: null,
      durationAmount: null,
      durationUnit: null,
      dayOrder: -1,
      isCollapsed: false,
      completedAt: null,
      responsibleUid: null,
      assignedByUid: null,
      version: 0,
      addedAt: at,
    });
    task.change(input, due, at);
    task.assign(input.assignee_id, maker);
    return task;
  }

  /**
   * Takes over what was sent; `due` undefined when nothing was said about it. A date moves what recurs this time only; words
   * say anew whether it does.
   */
  change(change: TaskChange, due: DueDate | null | undefined, at: Date): void {
    this.content = change.content ?? this.content;
    this.description = change.description ?? this.description;
    this.priority = change.priority ?? this.priority;
    this.changeLabels(change);
    if (due !== undefined) this.due = due && change.due_string == null ? this.rescheduled(due) : due;
    this.changeDeadline(change);
    this.changeDuration(change);
    this.isCollapsed = change.is_collapsed ?? this.isCollapsed;
    this.touch(at);
  }

  /** Makes it somebody's, or nobody's with null; `task.assignee_invalid` for what is no id. */
  assign(assigneeId: string | null | undefined, by: Actor): void {
    if (assigneeId === undefined || assigneeId === this.responsibleUid) return;
    if (assigneeId !== null && !isId(assigneeId)) throw assigneeInvalid();
    this.responsibleUid = assigneeId?.toLowerCase() ?? null;
    this.assignedByUid = assigneeId === null ? null : by.user_id;
  }

  /** One like it, to be done, in a place of its own; whoever is assigned stays so in the same project alone. */
  copy(maker: Actor, place: Place, at: Date): TaskEntity {
    const copy = Object.assign(new TaskEntity(), this, place);
    const moves = place.projectId !== this.projectId;
    const assigned = moves ? { responsibleUid: null, assignedByUid: null } : {};
    const fresh = { id: newId(), userId: maker.user_id, dayOrder: -1, completedAt: null, version: 1 };
    return Object.assign(copy, fresh, assigned, { addedAt: at, updatedAt: at });
  }

  /** Goes to another place. */
  move(place: Place, at: Date): void {
    Object.assign(this, place);
    this.touch(at);
  }

  /** Takes a position that whoever orders all of its siblings, or all of a day, has chosen. */
  putAt(
    { position = this.position, dayOrder = this.dayOrder }: Partial<Pick<TaskEntity, 'position' | 'dayOrder'>>,
    at: Date,
  ): void {
    this.position = position;
    this.dayOrder = dayOrder;
    this.touch(at);
  }

  /** Answers whether it was still to be done. */
  complete(at: Date): boolean {
    if (this.completedAt) return false;
    this.completedAt = at;
    this.touch(at);
    return true;
  }

  /** What recurs goes on to another date, and is still to be done: always a change. */
  goOnTo(next: DueDate, at: Date): true {
    this.due = next;
    this.touch(at);
    return true;
  }

  /** Leaves one date of what recurs out: `task.not_recurring` when there is none, `task.last_occurrence` when none follows. */
  skip(reference: Reference): void {
    const { due } = this;
    if (this.completedAt || !recurs(due)) {
      throw new Failure('conflict', 'task.not_recurring', 'The task does not recur, or is completed.');
    }
    const next = nextDue(due, reference, true);
    if (!next) throw new Failure('conflict', 'task.last_occurrence', 'No other date of the task follows.');
    this.goOnTo(next, reference.now);
  }

  /** Answers whether it was completed. */
  reopen(at: Date): boolean {
    if (!this.completedAt) return false;
    this.completedAt = null;
    this.touch(at);
    return true;
  }

  /** Takes fields back to what they were, where moments are text. */
  revert({ completedAt, ...fields }: Values, at: Date): true {
    Object.assign(this, fields);
    if (completedAt !== undefined) this.completedAt = completedAt === null ? null : new Date(completedAt as string);
    this.touch(at);
    return true;
  }

  toView(noteCount: number): Task {
    const moments = {
      completedAt: this.completedAt?.toISOString() ?? null,
      addedAt: this.addedAt.toISOString(),
      updatedAt: this.updatedAt.toISOString(),
    };
    return taskView({ ...this, ...moments, due: this.due }, this.labels, noteCount);
  }

  private rescheduled(due: DueDate): DueDate {
    const { due: known } = this;
    return recurs(known) ? { ...due, string: known.string, lang: known.lang, recurrence: known.recurrence } : due;
  }

  private changeLabels({ labels, add_labels: more = [], remove_labels: fewer = [] }: TaskChange): void {
    if (!labels && more.length === 0 && fewer.length === 0) return;
    const gone = labelNames(fewer);
    this.labels = labelNames([...(labels ?? this.labels), ...more]).filter((name) => !gone.includes(name));
    if (this.labels.length > mostLabels) throw invalid('task.label', 'add_labels', `at most ${mostLabels} labels`);
  }

  private changeDeadline({ deadline_date: date, deadline_lang: lang }: TaskChange): void {
    if (date === undefined) return;
    this.deadlineDate = date === null ? null : calendarDate(date, 'deadline_date');
    this.deadlineLang = date === null ? null : (lang ?? 'en');
  }

  private changeDuration({ duration: amount, duration_unit: unit }: TaskChange): void {
    if (amount === undefined && unit === undefined) return;
    if ((amount == null) !== (unit == null)) {
      throw invalid('task.duration', amount == null ? 'duration' : 'duration_unit', 'an amount together with a unit');
    }
    this.durationAmount = amount ?? null;
    this.durationUnit = unit ?? null;
  }

  private touch(at: Date): void {
    this.version += 1;
    this.updatedAt = at;
  }
}

export const assigneeInvalid = (): Failure =>
  invalid('task.assignee_invalid', 'assignee_id', 'a collaborator of the project, or null');
