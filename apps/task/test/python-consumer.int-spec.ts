import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Actor } from '#contracts/actor.js';
import { type TaskCompleted, taskCompleted } from '#contracts/events.js';
import { newId } from '#database/id.js';
import { eventually } from '#testing/eventually.js';
import { anActor, aTask, type Fixture, publish, startTaskService } from './fixture.js';

const dir = mkdtempSync(join(tmpdir(), 'errand-python-'));
const queue = `task.python-${newId()}`;
const lines: string[] = [];
const actor: Actor = anActor();
let fixture: Fixture;
let consumer: ChildProcess;

beforeAll(async () => {
  fixture = await startTaskService();
  await startConsumer();
});

afterAll(async () => {
  await stopConsumer();
  const channel = await fixture.broker.createChannel();
  await channel.deleteQueue(queue);
  await fixture.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function startConsumer(): Promise<void> {
  consumer = spawn(process.env.PYTHON_PATH ?? 'python3', ['examples/python-consumer/consumer.py'], {
    env: {
      PATH: process.env.PATH,
      BROKER_URL: process.env.TASK_BROKER_URL,
      QUEUE: queue,
      DATABASE: join(dir, 'completed.db'),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface(consumer.stdout!).on('line', (line) => lines.push(line));
  lines.length = 0;
  await eventually(() => expect(lines).toContain(`listening ${queue}`));
}

async function stopConsumer(): Promise<void> {
  if (consumer.exitCode !== null) return;
  consumer.kill('SIGTERM');
  await once(consumer, 'exit');
}

async function completed(content: string): Promise<string> {
  const { id } = await fixture.tasks.add(aTask({ content }), actor);
  await fixture.tasks.close({ id }, actor);
  return `completed ${id} ${content}`;
}

describe('a consumer in Python', () => {
  it('receives the completion of a task once, and acknowledges it', async () => {
    const line = await completed('Water the tomatoes');
    await eventually(() => expect(lines).toContain(line));
    await stopConsumer();
    expect(lines.filter((each) => each.startsWith('completed'))).toEqual([line]);
    const channel = await fixture.broker.createChannel();
    expect(await channel.checkQueue(queue)).toMatchObject({ messageCount: 0 });
  });

  it('receives what was completed while it was away', async () => {
    await stopConsumer();
    const line = await completed('Pick the beans');
    await startConsumer();
    await eventually(() => expect(lines).toContain(line));
  });

  it('does nothing when an event comes a second time', async () => {
    const task: TaskCompleted = {
      id: newId(),
      project_id: actor.user_id,
      parent_id: null,
      user_id: actor.user_id,
      content: 'Turn the compost',
      completed_at: new Date().toISOString(),
    };
    const messageId = newId();
    for (let time = 0; time < 2; time++) {
      await publish(fixture.broker, taskCompleted, { id: task.id, version: 2, messageId }, task);
    }
    await eventually(() => expect(lines).toContain(`known ${task.id} Turn the compost`));
    expect(lines.filter((each) => each === `completed ${task.id} Turn the compost`)).toHaveLength(1);
  });
});
