import { Column, Entity } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { Failure, invalid } from '#contracts/failure.js';
import type { TaskAdded, TaskCompleted } from '#contracts/events.js';
import type { AddTask, Task, TaskChange } from '#contracts/task.contract.js';
import { IdColumn, IdPrimaryColumn, isId, newId } from '#database/id.js';
import type { Values } from '../activity/changed.js';
import { calendarDate, type DueDate, dueView, fixedInstant } from '../due/due-date.js';
import type { Reference } from '../due/reference.js';
import { labelName } from '../label/label.entity.js';
import { nextDue, recurs } from '../recurrence/next-due.js';
import type { Place } from './places.js';
import { taskView } from './task-view.js';

/** Labels that one task carries. */
const mostLabels = 500;

/** Something to be done. Its subtasks are in the same project and section as it is. */
@Entity('task')
export class TaskEntity {
  @IdPrimaryColumn() id!: string;
  /** Who added it. */
  @IdColumn({ name: 'user_id' }) userId!: string;
  @IdColumn({ name: 'project_id' }) projectId!: string;
  @IdColumn({ name: 'section_id', nullable: true }) sectionId!: string | null;
  @IdColumn({ name: 'parent_id', nullable: true }) parentId!: string | null;
  /** To whom it is assigned. */
  @IdColumn({ name: 'responsible_uid', nullable: true }) responsibleUid!: string | null;
  @IdColumn({ name: 'assigned_by_uid', nullable: true }) assignedByUid!: string | null;
  @Column('varchar') content!: string;
  @Column('mediumtext') description!: string;
  @Column('tinyint') priority!: number;
  @Column('date', { name: 'due_date', nullable: true }) private dueDate!: string | null;
  @Column('time', { name: 'due_time', nullable: true }) private dueTime!: string | null;
  @Column('varchar', { name: 'due_timezone', nullable: true }) private dueTimezone!: string | null;
  @Column('boolean', { name: 'due_fold' }) private dueFold!: boolean;
  @Column('varchar', { name: 'due_string', nullable: true }) private dueString!: string | null;
  @Column('varchar', { name: 'due_lang', nullable: true }) private dueLang!: string | null;
  @Column('varchar', { name: 'due_recurrence', nullable: true }) private dueRecurrence!: string | null;
  /** The instant of what is fixed to a zone, for comparing: what was written is above. */
  @Column('datetime', { name: 'due_at', nullable: true }) dueAt!: Date | null;
  @Column('date', { name: 'deadline_date', nullable: true }) deadlineDate!: string | null;
  @Column('varchar', { name: 'deadline_lang', nullable: true }) deadlineLang!: string | null;
  @Column('int', { name: 'duration_amount', nullable: true }) durationAmount!: number | null;
  @Column('varchar', { name: 'duration_unit', nullable: true }) durationUnit!: string | null;
  /** Among its siblings: the tasks in the same project and section, under the same parent. */
  @Column('int') position!: number;
  /** Among all that is due on its day; -1 while nobody has put it anywhere. */
  @Column('int', { name: 'day_order' }) dayOrder!: number;
  @Column('datetime', { name: 'completed_at', precision: 3, nullable: true }) completedAt!: Date | null;
  @Column('int') version!: number;
  @Column('datetime', { name: 'added_at', precision: 3 }) addedAt!: Date;
  @Column('datetime', { name: 'updated_at', precision: 3 }) updatedAt!: Date;
  /** Kept in a table of their own; the repository brings them. */
  labels: string[] = [];

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
    this.touch(at);
  }

  /** Makes it somebody's, or nobody's with null; `task.assignee_invalid` for what is no id. */
  assign(assigneeId: string | null | undefined, by: Actor): void {
    if (assigneeId === undefined || assigneeId === this.responsibleUid) return;
    if (assigneeId !== null && !isId(assigneeId)) throw assigneeInvalid();
    this.responsibleUid = assigneeId?.toLowerCase() ?? null;
    this.assignedByUid = assigneeId === null ? null : by.user_id;
  }

  get due(): DueDate | null {
    if (this.dueDate === null) return null;
    const { dueDate: date, dueTime: time, dueTimezone: timezone, dueFold: fold, dueString, dueLang } = this;
    const recurrence = this.dueRecurrence;
    return { date, time, timezone, fold, string: dueString ?? date, lang: dueLang ?? 'en', recurrence };
  }

  set due(due: DueDate | null) {
    this.dueDate = due?.date ?? null;
    this.dueTime = due?.time ?? null;
    this.dueTimezone = due?.timezone ?? null;
    this.dueFold = due?.fold ?? false;
    this.dueString = due?.string ?? null;
    this.dueLang = due?.lang ?? null;
    this.dueRecurrence = due?.recurrence ?? null;
    this.dueAt = due && fixedInstant(due);
  }

  /** One like it, to be done, in a place of its own; whoever is assigned stays so in the same project alone. */
  copy(maker: Actor, place: Place, at: Date): TaskEntity {
    const copy = Object.assign(new TaskEntity(), this, place);
    const moves = place.projectId !== this.projectId;
    const assigned = moves ? { responsibleUid: null, assignedByUid: null } : {};
    const fresh = { id: newId(), userId: maker.user_id, dayOrder: -1, completedAt: null, version: 1 };
    return Object.assign(copy, fresh, assigned, { addedAt: at, updatedAt: at });
  }

  get place(): Place {
    return { projectId: this.projectId, sectionId: this.sectionId, parentId: this.parentId };
  }

  isIn({ projectId, sectionId, parentId }: Place): boolean {
    return this.projectId === projectId && this.sectionId === sectionId && this.parentId === parentId;
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

  /** What is told of it when it is new. */
  toAdded(): TaskAdded {
    const { id, projectId: project_id, parentId: parent_id, userId: user_id, content } = this;
    return { id, project_id, parent_id, user_id, content, added_at: this.addedAt.toISOString() };
  }

  /** What is told of its completion, at which it was due then. */
  toCompleted(by: Actor, at: Date, due: DueDate | null): TaskCompleted {
    return {
      id: this.id,
      project_id: this.projectId,
      parent_id: this.parentId,
      user_id: by.user_id,
      content: this.content,
      completed_at: at.toISOString(),
      ...(due && { due: dueView(due) }),
    };
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

/** Each name once, in the order of its first appearance. */
function labelNames(texts: string[]): string[] {
  const names = [...new Set(texts.map(labelName))];
  if (names.includes('')) throw invalid('task.label', 'labels', 'names that are not blank');
  return names;
}
