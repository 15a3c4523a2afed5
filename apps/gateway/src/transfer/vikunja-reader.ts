import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Actor } from '#contracts/actor.js';
import type { NotCarried, Thing } from '#contracts/transfer.contract.js';
import { nearestColor } from './nearest-color.js';
import { stepsOfRequest } from './request-ids.js';
import type { SpooledZip } from './spooled-zip.js';
import { StoredFiles } from '../file/stored-files.js';
import { checkedFilters, checkedProjects } from './vikunja-check.js';
import { relationsOf } from './vikunja-relations.js';
import { momentOf, textOf, type VikunjaProject, type VikunjaTask } from './vikunja-shapes.js';
import { tasksOf } from './vikunja-tasks.js';

/** Bytes of `data.json`, which is read in one piece. */
const mostBytes = 32 * 1024 * 1024;
const longestName = 120;
const longestComment = 15_000;

export interface VikunjaContext {
  actor: Actor;
  timezone: string;
  isDryRun: boolean;
  lose: (lost: NotCarried) => void;
}

/** Reads the archive of Vikunja's "Export your Vikunja data": `data.json`, `filters.json` and `files/`. */
@Injectable()
export class VikunjaReader {
  constructor(private readonly files: StoredFiles) {}

  async *read(zip: SpooledZip, context: VikunjaContext): AsyncGenerator<Thing> {
    const { timezone, lose } = context;
    const projects = checkedProjects(await zip.json('data.json', mostBytes));
    yield* labelsOf(projects);
    const ordered = inOrder(projects);
    for (const { project, at, parent } of ordered) yield projectOf(project, at, parent);
    for (const { project, at } of ordered) {
      yield* (project.buckets ?? []).map(({ id, title }, index) => {
        const section = { project_id: `p${project.id}`, name: textOf(title, 2048) || '(no title)' };
        return { kind: 'section', id: `b${id}`, at: `${at}.buckets[${index}]`, ...section, position: index + 1 };
      });
      yield* tasksOf(project, at, timezone, lose);
    }
    yield* relationsOf(ordered, lose);
    for (const { project, at } of ordered) {
      for (const [index, task] of (project.tasks ?? []).entries()) {
        yield* this.belongings(task, `${at}.tasks[${index}]`, zip, context);
      }
    }
    for (const { title } of await filtersIn(zip)) {
      lose({ at: 'filters.json', what: `filter "${title}"`, reason: 'Its query is in Vikunja’s language.' });
    }
  }

  /** What hangs on a task: that it was completed, reminders, comments and files. */
  private async *belongings(
    task: VikunjaTask,
    at: string,
    zip: SpooledZip,
    context: VikunjaContext,
  ): AsyncGenerator<Thing> {
    const task_id = `t${task.id}`;
    const done = task.done ? (momentOf(task.done_at) ?? momentOf(task.updated)) : null;
    if (done) yield { kind: 'completion', id: `d${task.id}`, at, task_id, completed_at: done };
    for (const [index, { reminder, relative_period: period, relative_to }] of (task.reminders ?? []).entries()) {
      const id = { kind: 'reminder', id: `r${task.id}.${index}`, at: `${at}.reminders[${index}]`, task_id };
      const isBefore = relative_to === 'due_date' && momentOf(task.due_date) && period !== undefined && period <= 0;
      if (isBefore) yield { ...id, minute_offset: Math.round(-period / 60) };
      else if (momentOf(reminder)) yield { ...id, due_words: momentOf(reminder)! };
    }
    for (const [index, { comment, created }] of (task.comments ?? []).entries()) {
      const content = textOf(comment, longestComment);
      const id = { kind: 'comment', id: `c${task.id}.${index}`, at: `${at}.comments[${index}]`, task_id };
      if (content) yield { ...id, content, posted_at: momentOf(created) };
    }
    for (const [index, { file }] of (task.attachments ?? []).entries()) {
      const place = `${at}.attachments[${index}]`;
      const name = `files/${file?.id}`;
      if (!file || !zip.has(name)) {
        context.lose({ at: place, what: `file "${file?.name ?? ''}"`, reason: 'It is not in the archive.' });
        continue;
      }
      const kept = await this.keep({ ...file, name: file.name ?? name }, zip.open(name), zip.sizeOf(name), context);
      yield { kind: 'comment', id: `f${task.id}.${index}`, at: place, task_id, content: '', ...kept };
    }
  }

  private async keep(
    file: { id: number; name: string; mime?: string },
    bytes: AsyncIterable<Uint8Array>,
    size: number,
    { actor, isDryRun }: VikunjaContext,
  ): Promise<Record<string, unknown>> {
    const told = { file_name: file.name.slice(0, 255), file_type: file.mime ?? 'application/octet-stream' };
    if (isDryRun) return { file_id: randomUUID(), file_attachment: { ...told, file_size: size } };
    const { id, attachment } = await this.files.put(told, bytes, actor, stepsOfRequest('vikunja')(`file ${file.id}`));
    return { file_id: id, file_attachment: attachment };
  }
}

interface Ordered {
  project: VikunjaProject;
  at: string;
  parent: VikunjaProject | undefined;
}

/** Each project after the one above it; what is above itself is at the top. */
function inOrder(projects: VikunjaProject[]): Ordered[] {
  const byId = new Map(projects.map((project, index) => [project.id, { project, at: `data.json[${index}]` }]));
  const ordered = new Map<number, Ordered>();
  const put = (id: number, below: Set<number>): void => {
    const one = byId.get(id);
    if (!one || ordered.has(id)) return;
    const above = one.project.parent_project_id ?? 0;
    const isFit = byId.has(above) && !below.has(above) && above !== id;
    if (isFit) put(above, new Set([...below, id]));
    ordered.set(id, { ...one, parent: isFit ? byId.get(above)!.project : undefined });
  };
  for (const id of byId.keys()) put(id, new Set());
  return [...ordered.values()];
}

function projectOf(project: VikunjaProject, at: string, parent: VikunjaProject | undefined): Thing {
  return {
    kind: 'project',
    id: `p${project.id}`,
    at,
    parent_id: parent ? `p${parent.id}` : null,
    name: textOf(project.title, longestName) || '(no title)',
    description: textOf(project.description, 16_383),
    color: nearestColor(project.hex_color),
    is_favorite: project.is_favorite ?? false,
    position: project.id,
    archived_at: project.is_archived ? (momentOf(project.updated) ?? new Date().toISOString()) : null,
    created_at: momentOf(project.created),
    updated_at: momentOf(project.updated),
  };
}

function labelsOf(projects: VikunjaProject[]): Thing[] {
  const labels = new Map<string, string | undefined>();
  for (const { tasks } of projects) {
    for (const task of tasks ?? []) {
      for (const { title, hex_color } of task.labels ?? []) labels.set(title.trim().slice(0, 128), hex_color);
    }
  }
  labels.delete('');
  return [...labels].map(([name, hex], index) => {
    return { kind: 'label', id: `l${index}`, at: 'data.json', name, color: nearestColor(hex), position: index + 1 };
  });
}

async function filtersIn(zip: SpooledZip): Promise<{ title: string }[]> {
  return zip.has('filters.json') ? checkedFilters(await zip.json('filters.json', mostBytes)) : [];
}
