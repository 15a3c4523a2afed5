import { Column, Entity } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { ReminderDue } from '#contracts/events.js';
import { invalid } from '#contracts/failure.js';
import type { Reminder, ReminderChange } from '#contracts/reminder.contract.js';
import { IdColumn, IdPrimaryColumn, newId } from '#database/id.js';
import { type DueDate, dueView } from '../due/due-date.js';
import type { Reference } from '../due/reference.js';
import { nextDue, recurs } from '../recurrence/next-due.js';
import type { TaskEntity } from '../task/task.entity.js';
import { remindAt } from './remind-at.js';

type Reminded = Pick<TaskEntity, 'projectId' | 'content' | 'due' | 'completedAt'>;

/** Reminds a person of a task: some minutes before it is due (relative), or at a time of its own (absolute). */
@Entity('reminder')
export class ReminderEntity {
  @IdPrimaryColumn() id!: string;
  @IdColumn({ name: 'task_id' }) taskId!: string;
  /** Who is reminded. */
  @IdColumn({ name: 'user_id' }) userId!: string;
  /** Null for an absolute one. */
  @Column('int', { name: 'minute_offset', nullable: true }) minuteOffset!: number | null;
  /** Null for a relative one. */
  @Column('simple-json', { nullable: true }) due!: DueDate | null;
  @Column('varchar', { nullable: true }) service!: string | null;
  @Column('boolean', { name: 'is_urgent' }) isUrgent!: boolean;
  /** The moment that it is for, by what is known now of the task and of the person's clocks; null while it is for none. */
  @Column('datetime', { name: 'remind_at', precision: 3, nullable: true }) remindAt!: Date | null;
  /** The same as long as it is to fire then. */
  @Column('datetime', { name: 'fires_at', precision: 3, nullable: true }) firesAt!: Date | null;
  /** The last moment that it fired for. */
  @Column('datetime', { name: 'fired_for', precision: 3, nullable: true }) firedFor!: Date | null;
  @Column('int') version!: number;
  @Column('datetime', { name: 'added_at', precision: 3 }) addedAt!: Date;

  /** Of no task yet. `due` is what was read from `input.due`. */
  static of(person: Actor, input: ReminderChange, due: DueDate | undefined, at: Date): ReminderEntity {
    const reminder = Object.assign(new ReminderEntity(), {
      id: newId(),
      userId: person.user_id,
      minuteOffset: null,
      due: null,
      service: null,
      isUrgent: false,
      remindAt: null,
      firesAt: null,
      firedFor: null,
      version: 0,
      addedAt: at,
    });
    reminder.change(input, due);
    return reminder;
  }

  /** One like it on another task, which has fired for nothing yet. */
  copy(taskId: string, at: Date): ReminderEntity {
    const fresh = { id: newId(), taskId, remindAt: null, firesAt: null, firedFor: null, version: 1, addedAt: at };
    return Object.assign(new ReminderEntity(), this, fresh);
  }

  get type(): 'relative' | 'absolute' {
    return this.due === null ? 'relative' : 'absolute';
  }

  /** Takes over what was sent; `due` undefined when nothing was said about it. */
  change(change: ReminderChange, due: DueDate | undefined): void {
    if (typeOf(change, this) === 'absolute') this.becomeAbsolute(due ?? this.due);
    else this.becomeRelative(change.minute_offset ?? this.minuteOffset);
    this.service = change.service ?? this.service;
    this.isUrgent = change.is_urgent ?? this.isUrgent;
    this.version += 1;
  }

  /** `reminder.no_due_time` when it is relative to nothing. */
  refuseWithout(due: DueDate | null): void {
    if (this.type === 'absolute' || due?.time != null) return;
    const expected = 'a task that is due at a time; one without takes reminders with a `due` of their own';
    throw invalid('reminder.no_due_time', 'minute_offset', expected);
  }

  /**
   * Follows its task, and the clocks of the person. A moment that has passed by then does not fire, unless it was waited for
   * all along. Answers whether anything changed.
   */
  aim({ due, completedAt }: Pick<Reminded, 'due' | 'completedAt'>, { now, timezone }: Reference): boolean {
    let moment = completedAt ? null : this.momentBy(due, timezone);
    if (moment?.getTime() === this.remindAt?.getTime()) return false;
    if (moment && moment <= now && recurs(this.due)) {
      this.due = nextDue(this.due, { now, timezone }) ?? this.due;
      moment = this.momentBy(due, timezone);
    }
    this.remindAt = moment;
    this.firesAt = moment && moment > now && !(this.firedFor && moment <= this.firedFor) ? moment : null;
    return true;
  }

  /** Fires for the moment that has come, and goes on to its next where it recurs. Answers what is told of it. */
  fire({ projectId, content, due: taskDue }: Reminded, { now, timezone }: Reference): ReminderDue {
    const { firesAt: moment, due } = this as { firesAt: Date; due: DueDate | null };
    this.firedFor = moment;
    const next = recurs(due) ? nextDue(due, { now, timezone }) : null;
    this.due = next ?? due;
    this.firesAt = next && this.momentBy(null, timezone);
    this.remindAt = this.firesAt ?? moment;
    this.version += 1;
    return {
      id: this.id,
      user_id: this.userId,
      task_id: this.taskId,
      project_id: projectId,
      content,
      type: this.type,
      minute_offset: this.minuteOffset,
      due: dueView((due ?? taskDue)!),
      service: this.service,
      is_urgent: this.isUrgent,
      remind_at: moment.toISOString(),
      fired_at: now.toISOString(),
      late_ms: now.getTime() - moment.getTime(),
    };
  }

  toView(): Reminder {
    return {
      id: this.id,
      notify_uid: this.userId,
      item_id: this.taskId,
      type: this.type,
      ...(this.minuteOffset !== null && { minute_offset: this.minuteOffset }),
      ...(this.due && { due: dueView(this.due) }),
      ...(this.service && { service: this.service }),
      is_urgent: this.isUrgent,
      is_deleted: false,
      fires_at: this.firesAt?.toISOString() ?? null,
    };
  }

  private momentBy(taskDue: DueDate | null, timezone: string): Date | null {
    return remindAt(this.due ?? taskDue, this.minuteOffset ?? 0, timezone);
  }

  private becomeAbsolute(due: DueDate | null): void {
    if (due === null) throw notTold('due', 'the time of an absolute reminder');
    Object.assign(this, { due, minuteOffset: null });
  }

  private becomeRelative(minuteOffset: number | null): void {
    if (minuteOffset === null) throw notTold('minute_offset', 'minutes before the task is due, or a `due`');
    Object.assign(this, { due: null, minuteOffset });
  }
}

/** As it was told; else by what was told; else as it is. */
function typeOf({ reminder_type, minute_offset, due }: ReminderChange, { type }: ReminderEntity): string {
  if (reminder_type !== undefined) return reminder_type;
  if (minute_offset !== undefined) return 'relative';
  return due === undefined ? type : 'absolute';
}

const notTold = (field: string, expected: string): Error => invalid('reminder.not_told', field, expected);
