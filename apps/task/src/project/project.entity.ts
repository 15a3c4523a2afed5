import { Column, Entity } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { Failure } from '#contracts/failure.js';
import type { AddProject, Project, ProjectChange } from '#contracts/project.contract.js';
import type { Role } from '#contracts/roles.js';
import { IdColumn, IdPrimaryColumn, newId } from '#database/id.js';
import { may } from '../sharing/permissions.js';

/** What a project is to who looks at it. */
export interface Standing {
  role: Role;
  isShared: boolean;
  /** Of the looker, who is not the owner. */
  isFavorite?: boolean;
}

const alone: Standing = { role: 'owner', isShared: false };

/** A list of tasks. The Inbox of a person has the person's own id. */
@Entity('project')
export class ProjectEntity {
  @IdPrimaryColumn() id!: string;
  /** The owner. */
  @IdColumn({ name: 'user_id' }) userId!: string;
  @IdColumn({ name: 'parent_id', nullable: true }) parentId!: string | null;
  @Column('varchar') name!: string;
  @Column('mediumtext') description!: string;
  @Column('varchar') color!: string;
  @Column('varchar', { name: 'view_style' }) viewStyle!: string;
  @Column('boolean', { name: 'is_favorite' }) isFavorite!: boolean;
  @Column('boolean', { name: 'is_collapsed' }) isCollapsed!: boolean;
  @Column('datetime', { name: 'archived_at', precision: 3, nullable: true }) archivedAt!: Date | null;
  /** Among the projects under the same parent; the Inbox has 0, which no other has. */
  @Column('int') position!: number;
  @Column('int') version!: number;
  @Column('datetime', { name: 'created_at', precision: 3 }) createdAt!: Date;
  @Column('datetime', { name: 'updated_at', precision: 3 }) updatedAt!: Date;

  static of(owner: Actor, input: AddProject, at: Date): ProjectEntity {
    const { name, description = '', color = 'charcoal', view_style = 'list', is_favorite = false } = input;
    return Object.assign(new ProjectEntity(), {
      id: newId(),
      userId: owner.user_id,
      parentId: null,
      name,
      description,
      color,
      viewStyle: view_style,
      isFavorite: is_favorite,
      isCollapsed: false,
      archivedAt: null,
      version: 1,
      createdAt: at,
      updatedAt: at,
    });
  }

  static inboxOf(owner: Actor, at: Date): ProjectEntity {
    return Object.assign(ProjectEntity.of(owner, { name: 'Inbox' }, at), { id: owner.user_id, position: 0 });
  }

  get isInbox(): boolean {
    return this.id === this.userId;
  }

  /** `project.inbox_fixed` for another name for the Inbox. */
  change(change: ProjectChange, at: Date): void {
    const { name = this.name, description, color, is_favorite, view_style, is_collapsed } = change;
    if (name !== this.name) this.refuseForInbox('name');
    this.name = name;
    this.description = description ?? this.description;
    this.color = color ?? this.color;
    this.isFavorite = is_favorite ?? this.isFavorite;
    this.viewStyle = view_style ?? this.viewStyle;
    this.isCollapsed = is_collapsed ?? this.isCollapsed;
    this.touch(at);
  }

  /** Puts it away, or back. */
  archive(archivedAt: Date | null, at: Date): void {
    this.archivedAt = archivedAt;
    this.touch(at);
  }

  /** Takes a position that whoever orders all of its siblings has chosen. `project.inbox_fixed` for the Inbox, which is first. */
  putAt(position: number, at: Date): void {
    this.refuseForInbox();
    this.position = position;
    this.change({}, at);
  }

  /** Goes to another owner, on the highest level of theirs. */
  handOver(userId: string, position: number, isFavorite: boolean, at: Date): void {
    Object.assign(this, { userId, parentId: null, position, isFavorite, updatedAt: at });
    this.version += 1;
  }

  /** `project.inbox_fixed` when this is the Inbox. */
  refuseForInbox(field?: string): void {
    if (!this.isInbox) return;
    throw new Failure(
      'conflict',
      'project.inbox_fixed',
      'The Inbox keeps its name, and cannot be archived, deleted, shared or handed over.',
      { field },
    );
  }

  /** As somebody sees it; the projects above it are its owner's affair. */
  toView({ role, isShared, isFavorite = this.isFavorite }: Standing = alone): Project {
    return {
      id: this.id,
      name: this.name,
      description: this.description,
      color: this.color,
      parent_id: role === 'owner' ? this.parentId : null,
      child_order: this.position,
      default_order: 0,
      view_style: this.viewStyle,
      inbox_project: this.isInbox,
      is_favorite: isFavorite,
      is_archived: this.archivedAt !== null,
      is_deleted: false,
      is_frozen: false,
      is_collapsed: this.isCollapsed,
      is_shared: isShared,
      can_assign_tasks: isShared && may(role, 'edit'),
      role,
      created_at: this.createdAt.toISOString(),
      updated_at: this.updatedAt.toISOString(),
      version: this.version,
    };
  }

  private touch(at: Date): void {
    this.version += 1;
    this.updatedAt = at;
  }
}
