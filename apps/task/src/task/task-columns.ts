import { Column } from 'typeorm';
import { IdColumn, IdPrimaryColumn } from '#database/id.js';
import { type DueDate, fixedInstant } from '../due/due-date.js';
import type { Place } from './places.js';

/** What the database keeps of a task, and what that says together. */
export abstract class TaskColumns {
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
  @Column('boolean', { name: 'is_collapsed' }) isCollapsed!: boolean;
  @Column('datetime', { name: 'completed_at', precision: 3, nullable: true }) completedAt!: Date | null;
  @Column('int') version!: number;
  @Column('datetime', { name: 'added_at', precision: 3 }) addedAt!: Date;
  @Column('datetime', { name: 'updated_at', precision: 3 }) updatedAt!: Date;
  /** Kept in a table of their own; the repository brings them. */
  labels: string[] = [];

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

  get place(): Place {
    return { projectId: this.projectId, sectionId: this.sectionId, parentId: this.parentId };
  }

  isIn({ projectId, sectionId, parentId }: Place): boolean {
    return this.projectId === projectId && this.sectionId === sectionId && this.parentId === parentId;
  }
}
