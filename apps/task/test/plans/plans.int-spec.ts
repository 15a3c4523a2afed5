import { afterAll, beforeAll, it } from '@jest/globals';
import { type Alone, startAlone } from '#testing/plans/alone.js';
import { messagingCalls } from '#testing/plans/messaging-calls.js';
import { type Calls, expectAllCommands, expectFewReads, expectRecorded, Observer } from '#testing/plans/observed.js';
import type { Seen } from '#testing/plans/statement-watch.js';
import { taskService } from '../../src/task.service.js';
import { backgroundOf } from './background.js';
import { changesOf } from './changes.js';
import { handlers } from './handlers.js';
import { queriesOf } from './queries.js';
import { lookUps, reasonsToReadMore } from './reasons-to-read-more.js';
import { seededWorld } from './seeded-world.js';

const fileOf = (name: string): URL => new URL(name, import.meta.url);

let service: Alone<typeof handlers>;
let isObserved = false;
let commands: Calls;
let ofQueries: Seen[];
let ofChanges: Seen[];
let ofMessages: Seen[];
let ofBackground: Seen[];

beforeAll(async () => {
  service = await startAlone(taskService, handlers);
  const world = await seededWorld(service);
  const [queries, changes] = [queriesOf(world), changesOf(world)];
  commands = { ...queries, ...changes };
  const observer = await Observer.of(service.dataSource);
  if (!observer) return;
  isObserved = true;
  ofQueries = await observer.seenOf(queries);
  ofChanges = await observer.seenOf(changes);
  ofMessages = await observer.seenOf(messagingCalls(service.app, world.ada));
  ofBackground = await observer.seenOf(await backgroundOf(world, service.app));
}, 300_000);
afterAll(() => service.stop());

it('knows every command of the service', () => expectAllCommands('task', commands));

it('reads no more than three rows for each that it answers, but for what is named', () => {
  if (isObserved) expectFewReads(ofQueries, reasonsToReadMore, lookUps);
});

it('runs every statement of a command in the way that is recorded', () => {
  if (isObserved) expectRecorded(fileOf('plans.txt'), [...ofQueries, ...ofChanges]);
});

it('does what nobody asks for in the way that is recorded', () => {
  if (isObserved) expectRecorded(fileOf('background.txt'), ofBackground);
});

it('sends and takes messages in the way that is recorded', () => {
  if (isObserved) expectRecorded(fileOf('messaging.txt'), ofMessages);
});
