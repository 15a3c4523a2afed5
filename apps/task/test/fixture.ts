import { activityContract } from '#contracts/activity.contract.js';
import type { Actor } from '#contracts/actor.js';
import { archiveContract } from '#contracts/archive.contract.js';
import { completionContract } from '#contracts/completion.contract.js';
import { bulkContract } from '#contracts/bulk.contract.js';
import type { Client } from '#contracts/contract.js';
import { type Attachment, commentContract, type PostComment } from '#contracts/comment.contract.js';
import { collaboratorContract } from '#contracts/collaborator.contract.js';
import { duplicateContract } from '#contracts/duplicate.contract.js';
import type { EventContract } from '#contracts/event.js';
import { filterContract } from '#contracts/filter.contract.js';
import { labelContract } from '#contracts/label.contract.js';
import { occurrenceContract } from '#contracts/occurrence.contract.js';
import { projectContract } from '#contracts/project.contract.js';
import { quickAddContract } from '#contracts/quick-add.contract.js';
import { relationContract } from '#contracts/relation.contract.js';
import { reminderContract } from '#contracts/reminder.contract.js';
import { userRegistered } from '#contracts/events.js';
import { invitationContract } from '#contracts/invitation.contract.js';
import type { GivenRole } from '#contracts/roles.js';
import { sectionContract } from '#contracts/section.contract.js';
import { syncContract } from '#contracts/sync.contract.js';
import { type AddTask, type Task, taskContract } from '#contracts/task.contract.js';
import { trashContract } from '#contracts/trash.contract.js';
import { undoContract } from '#contracts/undo.contract.js';
import { idToBytes, newId } from '#database/id.js';
import { connectAsOperator, fromOperator } from '#testing/broker.js';
import { eventually } from '#testing/eventually.js';
import { type RunningService, startService } from '#testing/service.js';
import type { ChannelModel } from 'amqplib';
import { taskService } from '../src/task.service.js';

export interface Fixture {
  service: RunningService;
  projects: Client<typeof projectContract>;
  sections: Client<typeof sectionContract>;
  tasks: Client<typeof taskContract>;
  labels: Client<typeof labelContract>;
  filters: Client<typeof filterContract>;
  comments: Client<typeof commentContract>;
  occurrences: Client<typeof occurrenceContract>;
  trash: Client<typeof trashContract>;
  activities: Client<typeof activityContract>;
  changes: Client<typeof undoContract>;
  syncs: Client<typeof syncContract>;
  quickAdd: Client<typeof quickAddContract>;
  reminders: Client<typeof reminderContract>;
  relations: Client<typeof relationContract>;
  bulk: Client<typeof bulkContract>;
  duplicates: Client<typeof duplicateContract>;
  archive: Client<typeof archiveContract>;
  completions: Client<typeof completionContract>;
  collaborators: Client<typeof collaboratorContract>;
  invitations: Client<typeof invitationContract>;
  broker: ChannelModel;
  stop(): Promise<void>;
}

/** The task service, its clients, and a connection of the operator's to the broker. */
export async function startTaskService(): Promise<Fixture> {
  const service = await startService(taskService);
  const broker = await connectAsOperator();
  return {
    service,
    projects: service.client(projectContract),
    sections: service.client(sectionContract),
    tasks: service.client(taskContract),
    labels: service.client(labelContract),
    filters: service.client(filterContract),
    comments: service.client(commentContract),
    occurrences: service.client(occurrenceContract),
    trash: service.client(trashContract),
    activities: service.client(activityContract),
    changes: service.client(undoContract),
    syncs: service.client(syncContract),
    quickAdd: service.client(quickAddContract),
    reminders: service.client(reminderContract),
    relations: service.client(relationContract),
    bulk: service.client(bulkContract),
    duplicates: service.client(duplicateContract),
    archive: service.client(archiveContract),
    completions: service.client(completionContract),
    collaborators: service.client(collaboratorContract),
    invitations: service.client(invitationContract),
    broker,
    async stop() {
      await broker.close();
      await service.stop();
    },
  };
}

/** Somebody whom nobody knows yet. */
export const anActor = (): Actor => ({ user_id: newId() });

/** Somebody of whose registration the service has heard. */
export async function aRegistered(
  { broker, service }: Fixture,
  name = 'Sam Doe',
  email = `${newId()}@example.org`,
): Promise<Registered> {
  const actor = { ...anActor(), email };
  const data = { id: actor.user_id, email: actor.email, full_name: name, timezone: 'UTC' };
  await publish(broker, userRegistered, { id: actor.user_id, version: 1 }, data);
  await eventually(async () => {
    const sql = 'SELECT version FROM member WHERE id = ?';
    const [row] = await service.dataSource.query<{ version: number }[]>(sql, [idToBytes(actor.user_id)]);
    if (row?.version !== 1) throw new Error('not heard of yet');
  });
  return actor;
}

export interface Registered extends Actor {
  email: string;
}

type Shareable = { project_id: string } | { task_id: string };

/** Lets somebody new take part in something of the owner's. */
export async function aMember(fixture: Fixture, thing: Shareable, role: GivenRole, owner: Actor): Promise<Registered> {
  const member = await aRegistered(fixture, role);
  const { id } = await fixture.invitations.invite({ ...thing, email: member.email, role }, owner);
  await fixture.invitations.accept({ id }, member);
  return member;
}

export const aTask = (overrides: Partial<AddTask> = {}): AddTask => ({ content: 'Water the tomatoes', ...overrides });

export const aComment = (overrides: Partial<PostComment> = {}): PostComment => ({
  content: 'With rain water',
  file_id: null,
  file_attachment: null,
  ...overrides,
});

/** A comment with a picture on it. */
export function aPicture(overrides: Partial<PostComment> = {}): PostComment & { file_id: string } {
  const file_id = newId();
  const file_url = `http://127.0.0.1:8000/api/v1/files/${file_id}/cat.png`;
  const file_attachment: Attachment = {
    resource_type: 'image',
    file_name: 'cat.png',
    file_size: 4096,
    file_type: 'image/png',
    file_url,
    upload_state: 'completed',
    image: file_url,
    image_width: 64,
    image_height: 48,
  };
  return { ...aComment({ content: '', file_attachment, ...overrides }), file_id };
}

/** Publishes what another service would, any number of times with the same id. */
export async function publish<T>(
  broker: ChannelModel,
  event: EventContract<T>,
  { id, version, messageId = newId() }: { id: string; version: number; messageId?: string },
  data: T,
): Promise<void> {
  const channel = await broker.createConfirmChannel();
  const headers = {
    'cloudEvents:id': messageId,
    'cloudEvents:type': event.type,
    'cloudEvents:subject': id,
    'cloudEvents:time': new Date().toISOString(),
    'cloudEvents:aggregateversion': version,
  };
  channel.publish('errand.events', event.type, Buffer.from(JSON.stringify(data)), {
    ...fromOperator(),
    messageId,
    headers,
  });
  await channel.waitForConfirms();
  await channel.close();
}

/** Collects the events of some types from now on. */
export async function listenTo(broker: ChannelModel, ...events: EventContract[]): Promise<Record<string, unknown>[]> {
  const heard: Record<string, unknown>[] = [];
  const channel = await broker.createChannel();
  const { queue } = await channel.assertQueue(`task.test-${newId()}`, { exclusive: true });
  for (const { type } of events) await channel.bindQueue(queue, 'errand.events', type);
  await channel.consume(
    queue,
    (message) => {
      if (message)
        heard.push({ type: message.fields.routingKey, ...(JSON.parse(message.content.toString()) as object) });
    },
    { noAck: true },
  );
  return heard;
}

/** Has a project hold so many tasks, all of them like the one that is in it. */
export async function fillProject({ service }: Fixture, { project_id }: Task, count: number): Promise<void> {
  const columns =
    'user_id, project_id, content, description, priority, due_fold, position, day_order, version, added_at, updated_at';
  for (let there = 1; there < count; there *= 2) {
    await service.dataSource.query(
      `INSERT INTO task (id, ${columns}) SELECT UNHEX(REPLACE(UUID(), '-', '')), ${columns} FROM task
       WHERE project_id = ? LIMIT ?`,
      [idToBytes(project_id), Math.min(there, count - there)],
    );
  }
}

/** How many rows of a table have an id in one of their columns. */
export async function count({ service }: Fixture, table: string, column: string, id: string): Promise<number> {
  const sql = `SELECT COUNT(*) AS count FROM ${table} WHERE ${column} = ?`;
  const [row] = await service.dataSource.query<{ count: unknown }[]>(sql, [idToBytes(id)]);
  return Number(row.count);
}
