import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { userDeleted, type UserRegistered, userRegistered } from '#contracts/events.js';
import { idToBytes } from '#database/id.js';
import { eventually } from '#testing/eventually.js';
import { anActor, aTask, count, type Fixture, publish, startTaskService } from './fixture.js';

let fixture: Fixture;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());

const registered = (actor: Actor, version = 1, overrides: Partial<UserRegistered> = {}): Promise<void> =>
  publish(fixture.broker, userRegistered, { id: actor.user_id, version }, { ...aRegistration(actor), ...overrides });
const aRegistration = ({ user_id }: Actor): UserRegistered => ({
  id: user_id,
  email: 'sam@example.org',
  full_name: 'Sam Doe',
  timezone: 'Europe/Madrid',
});
const deleted = (actor: Actor, version = 2): Promise<void> =>
  publish(fixture.broker, userDeleted, { id: actor.user_id, version }, { id: actor.user_id });

interface Row {
  timezone: string;
  email: string;
  version: number;
  deleted_at: Date | null;
}
const member = async ({ user_id }: Actor): Promise<Row | undefined> => {
  const sql = 'SELECT timezone, email, version, deleted_at FROM member WHERE id = ?';
  return (await fixture.service.dataSource.query<Row[]>(sql, [idToBytes(user_id)]))[0];
};
const untilVersion = (actor: Actor, version: number): Promise<void> =>
  eventually(async () => expect((await member(actor))?.version).toBe(version));

it('opens the Inbox of somebody who registered', async () => {
  const actor = anActor();
  await registered(actor);
  await eventually(async () => expect(await count(fixture, 'project', 'id', actor.user_id)).toBe(1));
  expect((await fixture.projects.list({}, actor)).results).toEqual([
    expect.objectContaining({ id: actor.user_id, name: 'Inbox', inbox_project: true, child_order: 0 }),
  ]);
});

it('opens the Inbox on its first use, when the registration has not been heard of yet', async () => {
  for (const use of [
    (actor: Actor) => fixture.projects.list({}, actor),
    (actor: Actor) => fixture.projects.get({ id: actor.user_id }, actor),
    (actor: Actor) => fixture.tasks.list({ project_id: actor.user_id }, actor),
    (actor: Actor) => fixture.sections.add({ name: 'Now', project_id: actor.user_id }, actor),
  ]) {
    const actor = anActor();
    await use(actor);
    expect(await count(fixture, 'project', 'id', actor.user_id)).toBe(1);
    await registered(actor);
    await untilVersion(actor, 1);
    expect(await member(actor)).toMatchObject({ timezone: 'Europe/Madrid' });
    expect(await count(fixture, 'project', 'user_id', actor.user_id)).toBe(1);
  }
});

it('reads due dates in the zone of the person', async () => {
  const actor = anActor();
  await registered(actor, 1, { timezone: 'America/New_York' });
  await untilVersion(actor, 1);
  const { due } = await fixture.tasks.add(aTask({ due_datetime: '2026-11-22T14:00:00Z' }), actor);
  expect(due).toMatchObject({ date: '2026-11-22T14:00:00Z', timezone: 'America/New_York' });
});

it('lets an event that is delivered twice have its effect once', async () => {
  const actor = anActor();
  const messageId = anActor().user_id;
  for (let time = 0; time < 3; time++) {
    const subject = { id: actor.user_id, version: 1, messageId };
    await publish(fixture.broker, userRegistered, subject, { ...aRegistration(actor), email: `${time}@example.org` });
  }
  await deleted(actor);
  await untilVersion(actor, 2);
  expect(await count(fixture, 'inbox', 'message_id', messageId)).toBe(1);
});

it('applies only what is newer than what it knows', async () => {
  const actor = anActor();
  await registered(actor, 5, { email: 'new@example.org' });
  await untilVersion(actor, 5);
  await registered(actor, 3, { email: 'old@example.org' });
  await deleted(anActor(), 1);
  const marker = anActor();
  await registered(marker);
  await untilVersion(marker, 1);
  expect(await member(actor)).toMatchObject({ version: 5, email: 'new@example.org' });
});
