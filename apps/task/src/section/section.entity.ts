import { Column, Entity } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { AddSection, Section, SectionChange } from '#contracts/section.contract.js';
import { IdColumn, IdPrimaryColumn, newId } from '#database/id.js';

/** A part of a project. */
@Entity('section')
export class SectionEntity {
  @IdPrimaryColumn() id!: string;
  /** Who made it. */
  @IdColumn({ name: 'user_id' }) userId!: string;
  @IdColumn({ name: 'project_id' }) projectId!: string;
  @Column('text') name!: string;
  @Column('mediumtext', { nullable: true }) description!: string | null;
  /** Among the sections of its project. */
  @Column('int') position!: number;
  @Column('boolean', { name: 'is_collapsed' }) isCollapsed!: boolean;
  @Column('int') version!: number;
  @Column('datetime', { name: 'added_at', precision: 3 }) addedAt!: Date;
  @Column('datetime', { name: 'updated_at', precision: 3 }) updatedAt!: Date;
  @Column('datetime', { name: 'archived_at', precision: 3, nullable: true }) archivedAt!: Date | null;

  static of(maker: Actor, { name, description = null }: AddSection, at: Date): SectionEntity {
    const fields = { name, description, isCollapsed: false, version: 1, addedAt: at, updatedAt: at, archivedAt: null };
    return Object.assign(new SectionEntity(), { id: newId(), userId: maker.user_id, ...fields });
  }

  change({ name, description, is_collapsed }: SectionChange, at: Date): void {
    this.name = name ?? this.name;
    if (description !== undefined) this.description = description;
    this.isCollapsed = is_collapsed ?? this.isCollapsed;
    this.touch(at);
  }

  /** Puts it away, or back. */
  archive(archivedAt: Date | null, at: Date): void {
    this.archivedAt = archivedAt;
    this.touch(at);
  }

  /** Goes to another project. */
  move(projectId: string, at: Date): void {
    this.projectId = projectId;
    this.change({}, at);
  }

  /** Takes a position that whoever orders all of its siblings has chosen. */
  putAt(position: number, at: Date): void {
    this.position = position;
    this.change({}, at);
  }

  toView(): Section {
    return {
      id: this.id,
      user_id: this.userId,
      project_id: this.projectId,
      name: this.name,
      description: this.description,
      section_order: this.position,
      is_archived: this.archivedAt !== null,
      is_deleted: false,
      is_collapsed: this.isCollapsed,
      added_at: this.addedAt.toISOString(),
      updated_at: this.updatedAt.toISOString(),
      archived_at: this.archivedAt?.toISOString() ?? null,
      version: this.version,
    };
  }

  private touch(at: Date): void {
    this.version += 1;
    this.updatedAt = at;
  }
}
