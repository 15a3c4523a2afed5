import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { ChannelModel } from 'amqplib';
import { type Connection, createConnection } from 'mysql2/promise';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Actor } from '#contracts/actor.js';
import { type ReminderDue, reminderDue } from '#contracts/events.js';
import type { Reminder } from '#contracts/reminder.contract.js';
import { idToBytes, newId } from '#database/id.js';
import { actorSettings } from '#testing/actors.js';
import { connectAsOperator } from '#testing/broker.js';
import { eventually } from '#testing/eventually.js';
import { type RunningService, startService } from '#testing/service.js';
import { taskService } from '../src/task.service.js';
import { anActor, aTask, type Fixture, startTaskService } from './fixture.js';

interface Heard extends ReminderDue {
  messageId: string;
  heardAt: number;
}

/** What was published, in the order of its arrival; a repeated message, which consumers know by its id, is left out. */
const heard = new Map<string, Heard>();
const told = (id: string): Heard[] => [...heard.values()].filter((each) => each.id === id);

let broker: ChannelModel;
let fixture: Fixture;
/** For what is to be done while no service is there. */
let database: Connection;
/** A replica that is a process of its own, to be killed. */
let replica: ChildProcess | undefined;
let other: RunningService | undefined;
let actor: Actor;
beforeAll(async () => {
  fixture = await startTaskService();
  database = await createConnection({ uri: process.env.TASK_DATABASE_URL, timezone: 'Z' });
  broker = await connectAsOperator();
  const channel = await broker.createChannel();
  const { queue } = await channel.assertQueue(`task.test-${newId()}`, { exclusive: true });
  await channel.bindQueue(queue, 'errand.events', reminderDue.type);
  const consume = (content: Buffer, messageId: string): void => {
    if (heard.has(messageId)) return;
    heard.set(messageId, { ...(JSON.parse(content.toString()) as ReminderDue), messageId, heardAt: Date.now() });
  };
  await channel.consume(queue, (message) => message && consume(message.content, String(message.properties.messageId)), {
    noAck: true,
  });
});
afterAll(async () => {
  replica?.kill('SIGKILL');
  await other?.stop();
  await Promise.all([broker.close(), database.end()]);
  await fixture.stop();
});
beforeEach(() => {
  actor = anActor();
});

/** So many reminders on one task, long to come. */
const remind = async (count: number): Promise<Reminder[]> => {
  const { id: task_id } = await fixture.tasks.add(aTask(), actor);
  const due = { date: '2999-01-07T12:00:00Z' };
  const added: Reminder[] = [];
  for (let one = 0; one < count; one++) added.push(await fixture.reminders.add({ task_id, due }, actor));
  return added;
};

/** Lets reminders be for another moment, so many milliseconds from now. */
const postpone = async (reminders: Reminder[], milliseconds: number): Promise<Date> => {
  const moment = new Date(Date.now() + milliseconds);
  const ids = reminders.map(({ id }) => idToBytes(id));
  await database.query('UPDATE reminder SET remind_at = ?, fires_at = ? WHERE id IN (?)', [moment, moment, ids]);
  return moment;
};

/** Which of them have fired, once for each time. */
const firings = async (reminders: Reminder[]): Promise<Buffer[]> => {
  const sql = 'SELECT reminder_id FROM reminder_firing WHERE reminder_id IN (?)';
  const ids = reminders.map(({ id }) => idToBytes(id));
  return (await fixture.service.dataSource.query<{ reminder_id: Buffer }[]>(sql, [ids])).map((row) => row.reminder_id);
};

async function startProcess(): Promise<ChildProcess> {
  const channel = await broker.createChannel();
  const replicas = async (): Promise<number> => (await channel.checkQueue('task.commands')).consumerCount;
  const before = await replicas();
  const env = { ...actorSettings, ...process.env, TASK_PORT: '0', LOG_LEVEL: 'error', NODE_OPTIONS: '' };
  replica = spawn(process.execPath, ['dist/apps/task/src/main.js'], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  await eventually(async () => expect(await replicas()).toBe(before + 1), 20_000);
  await channel.close();
  return replica;
}

it('fires each of 200 once with three replicas, one of which is killed and one stopped meanwhile', async () => {
  const added = (await Promise.all([1, 2, 3, 4, 5].map(() => remind(40)))).flat();
  const child = await startProcess();
  other = await startService(taskService);
  const moments = await Promise.all([postpone(added.slice(0, 100), 1500), postpone(added.slice(100), 2000)]);

  const toldOnce = (): number => added.filter(({ id }) => told(id).length > 0).length;
  await eventually(() => expect(toldOnce()).toBeGreaterThan(0), 15_000, 1);
  const killed = once(child, 'exit');
  child.kill('SIGKILL');
  await Promise.all([killed, other.stop()]);
  other = undefined;
  await eventually(() => expect(toldOnce()).toBe(200));

  expect(await firings(added)).toHaveLength(200);
  for (const [index, { id }] of added.entries()) {
    const moment = moments[index < 100 ? 0 : 1];
    expect(told(id)).toMatchObject([{ remind_at: moment.toISOString() }]);
  }
}, 60_000);

it('fires before a task is completed or not at all, when both happen at the same time', async () => {
  const moment = new Date(Math.ceil(Date.now() / 1000) * 1000 + 4000);
  const tasks = await Promise.all(
    Array.from({ length: 30 }, () => fixture.tasks.add(aTask({ due_datetime: moment.toISOString() }), actor)),
  );
  const added = await Promise.all(
    tasks.map(({ id }) => fixture.reminders.add({ task_id: id, minute_offset: 0 }, actor)),
  );
  await eventually(() => expect(Date.now()).toBeGreaterThanOrEqual(moment.getTime()), 10_000, 1);
  await Promise.all(tasks.map(({ id }) => fixture.tasks.close({ id }, actor)));
  const ids = new Set((await firings(added)).map((id) => id.toString('hex')));
  await eventually(() => expect(added.filter(({ id }) => told(id).length === 1)).toHaveLength(ids.size));
  await Promise.all(tasks.map(({ id }) => fixture.tasks.reopen({ id }, actor)));
  const { results } = await fixture.reminders.list({}, actor);
  expect(results.map(({ fires_at }) => fires_at)).toEqual(added.map(() => null));
  expect(await firings(added)).toHaveLength(ids.size);
});

it('fires what came due while no replica was there, and tells how late', async () => {
  const [missed] = await remind(1);
  await fixture.stop();
  await postpone([missed], -3_600_000);
  fixture = await startTaskService();
  await eventually(() => expect(told(missed.id)).toHaveLength(1));
  expect(told(missed.id)[0].late_ms).toBeGreaterThanOrEqual(3_600_000);
  expect(await fixture.reminders.get({ id: missed.id }, actor)).toMatchObject({ fires_at: null });
});
