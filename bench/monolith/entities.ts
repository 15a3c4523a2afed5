import { Column, Entity, Index, ManyToOne, JoinColumn, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { IdColumn, IdPrimaryColumn } from '#database/id.js';

@Entity('project')
@Index(['userId', 'position'])
export class Project {
  @IdPrimaryColumn() id!: string;
  @IdColumn({ name: 'user_id' }) userId!: string;
  @Column('varchar', { length: 255 }) name!: string;
  @Column('int') position!: number;
}

@Entity('task')
@Index(['projectId', 'completedAt', 'position'])
@Index(['sectionId', 'completedAt', 'position'])
@Index(['parentId', 'completedAt', 'position'])
@Index(['projectId', 'sectionId', 'parentId', 'position'])
export class TaskEntity {
  @IdPrimaryColumn() id!: string;
  @IdColumn({ name: 'user_id' }) userId!: string;
  @IdColumn({ name: 'project_id' }) projectId!: string;
  @IdColumn({ name: 'section_id', nullable: true }) sectionId!: string | null;
  @IdColumn({ name: 'parent_id', nullable: true }) parentId!: string | null;
  @Column('varchar', { length: 1000 }) content!: string;
  @Column('mediumtext') description!: string;
  @Column('tinyint') priority!: number;
  @Column('date', { name: 'due_date', nullable: true }) dueDate!: string | null;
  @Column('time', { name: 'due_time', nullable: true }) dueTime!: string | null;
  @Column('varchar', { name: 'due_timezone', length: 64, nullable: true }) dueTimezone!: string | null;
  @Column('varchar', { name: 'due_string', length: 512, nullable: true }) dueString!: string | null;
  @Column('varchar', { name: 'due_lang', length: 16, nullable: true }) dueLang!: string | null;
  @Column('date', { name: 'deadline_date', nullable: true }) deadlineDate!: string | null;
  @Column('varchar', { name: 'deadline_lang', length: 16, nullable: true }) deadlineLang!: string | null;
  @Column('int', { name: 'duration_amount', nullable: true }) durationAmount!: number | null;
  @Column('varchar', { name: 'duration_unit', length: 8, nullable: true }) durationUnit!: string | null;
  @Column('int') position!: number;
  @Column('datetime', { name: 'completed_at', precision: 3, nullable: true }) completedAt!: Date | null;
  @Column('int') version!: number;
  @Column('datetime', { name: 'added_at', precision: 3 }) addedAt!: Date;
  @Column('datetime', { name: 'updated_at', precision: 3 }) updatedAt!: Date;

  @ManyToOne(() => Project, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'project_id' })
  project!: Project;
  @ManyToOne(() => TaskEntity, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'parent_id' })
  parent!: TaskEntity | null;
}

@Entity('task_label')
export class TaskLabel {
  @IdPrimaryColumn() taskId!: string;
  @PrimaryColumn('varchar', { length: 256 }) name!: string;
  @Column('smallint') position!: number;
}

@Entity('comment')
@Index(['taskId'])
export class Comment {
  @IdPrimaryColumn() id!: string;
  @IdColumn({ name: 'task_id' }) taskId!: string;
  @Column('mediumtext') content!: string;
}

@Entity('outbox')
export class OutboxEvent {
  @PrimaryGeneratedColumn({ type: 'bigint' }) position!: string;
  @IdColumn() id!: string;
  @Column('varchar', { length: 100 }) type!: string;
  @IdColumn() subject!: string;
  @Column('int', { name: 'aggregate_version' }) aggregateVersion!: number;
  @Column('longtext') data!: string;
  @Column('datetime', { name: 'recorded_at', precision: 3 }) recordedAt!: Date;
}

/** What a request with an `X-Request-Id` was answered, so that it is executed once. */
@Entity('idempotency')
export class AnsweredRequest {
  @IdPrimaryColumn() userId!: string;
  @PrimaryColumn('varchar', { name: 'request_id', length: 64 }) requestId!: string;
  @Column('binary', { name: 'request_hash', length: 32 }) requestHash!: Buffer;
  @Column('mediumtext') answer!: string;
  @Index()
  @Column('datetime', { name: 'created_at', precision: 3 })
  createdAt!: Date;
}
