import type { Actor } from '#contracts/actor.js';
import type { Comment } from '#contracts/comment.contract.js';
import type { TaskRelation } from '#contracts/relation.contract.js';
import type { SavedFilter } from '#contracts/filter.contract.js';
import type { Label } from '#contracts/label.contract.js';
import type { Project } from '#contracts/project.contract.js';
import type { Reminder } from '#contracts/reminder.contract.js';
import type { Section } from '#contracts/section.contract.js';
import type { Task } from '#contracts/task.contract.js';
import { FilterEntity } from '../filter/filter.entity.js';
import { ProjectEntity } from '../project/project.entity.js';
import { SectionEntity } from '../section/section.entity.js';
import { TaskEntity } from '../task/task.entity.js';

/** Nothing is known of what is gone but its id; the other fields are there because clients check them. */
const unknown = '';
const never = new Date(0);

export function goneProject(id: string, actor: Actor): Project {
  const project = Object.assign(ProjectEntity.of(actor, { name: unknown }, never), { id, position: 0 });
  return { ...project.toView(), is_deleted: true };
}

export function goneSection(id: string, actor: Actor): Section {
  const section = SectionEntity.of(actor, { name: unknown, project_id: unknown }, never);
  return { ...Object.assign(section, { id, projectId: unknown, position: 0 }).toView(), is_deleted: true };
}

export function goneTask(id: string, actor: Actor): Task {
  const task = TaskEntity.of(actor, { content: unknown }, null, never);
  const place = { projectId: unknown, sectionId: null, parentId: null, position: 0 };
  return { ...Object.assign(task, place, { id }).toView(0), is_deleted: true };
}

export function goneRelation(id: string): TaskRelation & { is_deleted: boolean } {
  const ends = { task_id: unknown, related_task_id: unknown };
  return { id, ...ends, type: 'relates_to', added_at: never.toISOString(), is_deleted: true };
}

export function goneComment(id: string, actor: Actor): Comment {
  return {
    id,
    content: unknown,
    posted_uid: actor.user_id,
    posted_at: never.toISOString(),
    file_attachment: null,
    uids_to_notify: null,
    reactions: null,
    version: 0,
    is_deleted: true,
  };
}

export function goneReminder(id: string, actor: Actor): Reminder {
  return {
    id,
    notify_uid: actor.user_id,
    item_id: unknown,
    type: 'relative',
    minute_offset: 0,
    is_urgent: false,
    is_deleted: true,
    fires_at: null,
  };
}

export function goneLabel(id: string): Label & { is_deleted: boolean } {
  return { id, name: unknown, color: 'charcoal', order: 0, is_favorite: false, version: 0, is_deleted: true };
}

export function goneFilter(id: string, actor: Actor): SavedFilter {
  const filter = FilterEntity.of(actor, { name: unknown, query: unknown });
  return { ...Object.assign(filter, { id, position: 0 }).toView(), is_deleted: true };
}
