import { Column, Entity } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { CompletedOccurrence } from '#contracts/occurrence.contract.js';
import { IdColumn, IdPrimaryColumn, newId } from '#database/id.js';
import { dueView } from '../due/due-date.js';
import type { RecurringDue } from '../recurrence/next-due.js';

/** One time that a task which recurs was completed: history, which never changes. */
@Entity('completed_occurrence')
export class OccurrenceEntity {
  @IdPrimaryColumn() id!: string;
  @IdColumn({ name: 'task_id' }) taskId!: string;
  /** Who completed it. */
  @IdColumn({ name: 'user_id' }) userId!: string;
  @Column('date', { name: 'due_date' }) private date!: string;
  @Column('time', { name: 'due_time', nullable: true }) private time!: string | null;
  @Column('varchar', { name: 'due_timezone', nullable: true }) private timezone!: string | null;
  @Column('boolean', { name: 'due_fold' }) private fold!: boolean;
  @Column('varchar', { name: 'due_string' }) private string!: string;
  @Column('varchar', { name: 'due_lang' }) private lang!: string;
  @Column('datetime', { name: 'completed_at', precision: 3 }) completedAt!: Date;

  static of(taskId: string, due: RecurringDue, { user_id: userId }: Actor, completedAt: Date): OccurrenceEntity {
    const { date, time, timezone, fold, string, lang } = due;
    const facts = { id: newId(), taskId, userId, date, time, timezone, fold, string, lang, completedAt };
    return Object.assign(new OccurrenceEntity(), facts);
  }

  toView(): CompletedOccurrence {
    const { id, taskId: task_id, userId: user_id, date, time, timezone, fold, string, lang } = this;
    const due = { ...dueView({ date, time, timezone, fold, string, lang, recurrence: null }), is_recurring: true };
    return { id, task_id, user_id, due, completed_at: this.completedAt.toISOString() };
  }
}
