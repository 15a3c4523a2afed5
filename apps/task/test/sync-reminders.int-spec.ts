import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#database/id.js';
import { eventually } from '#testing/eventually.js';
import { aMember, aRegistered, aTask, type Fixture, type Registered, startTaskService } from './fixture.js';
import { expectUpToDate, Replica } from './replica.js';

let fixture: Fixture;
let owner: Registered;
let member: Registered;
let project_id: string;
let task_id: string;
let ofOwner: Replica;
let ofMember: Replica;

beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());

beforeEach(async () => {
  owner = await aRegistered(fixture, 'Olga');
  project_id = (await fixture.projects.add({ name: 'Garden' }, owner)).id;
  task_id = (await fixture.tasks.add(aTask({ project_id, due_datetime: '2099-05-06T09:00:00' }), owner)).id;
  member = await aMember(fixture, { project_id }, 'viewer', owner);
  [ofOwner, ofMember] = [new Replica(fixture.syncs, owner), new Replica(fixture.syncs, member)];
  await ofOwner.pull();
  await ofMember.pull();
});

describe('reminders', () => {
  it('are told to the person alone whom they remind', async () => {
    const { id } = await fixture.reminders.add({ task_id, minute_offset: 30 }, member);
    await expectUpToDate(ofMember);
    expect(ofMember.content.reminders).toMatchObject([{ id, item_id: task_id, notify_uid: member.user_id }]);
    const { resources } = await ofOwner.pull();
    expect(resources.reminders).toEqual([]);
    await fixture.reminders.delete({ id }, member);
    expect((await ofOwner.pull()).resources.reminders).toEqual([]);
    await expectUpToDate(ofMember);
    expect(ofMember.ids('reminders')).toEqual([]);
  });

  it('follow their tasks: due dates, completion, other places, the trash', async () => {
    const { tasks, reminders, trash } = fixture;
    await reminders.add({ task_id, minute_offset: 30 }, member);
    await tasks.update({ id: task_id, due_datetime: '2099-05-06T10:00:00' }, owner);
    await expectUpToDate(ofMember);
    expect(ofMember.content.reminders).toMatchObject([{ fires_at: '2099-05-06T09:30:00.000Z' }]);
    await tasks.close({ id: task_id }, owner);
    await expectUpToDate(ofMember);
    await tasks.reopen({ id: task_id }, owner);
    await expectUpToDate(ofMember);
    expect(ofMember.ids('reminders')).toHaveLength(1);
    const own = await fixture.projects.add({ name: 'Private' }, owner);
    await tasks.move({ id: task_id, project_id: own.id }, owner);
    await expectUpToDate(ofMember);
    expect(ofMember.ids('reminders')).toEqual([]);
    await tasks.move({ id: task_id, project_id }, owner);
    await tasks.delete({ id: task_id }, owner);
    await trash.restore({ id: task_id }, owner);
    await expectUpToDate(ofMember);
    expect(ofMember.ids('reminders')).toHaveLength(1);
  });

  it('go with the project and come back with it', async () => {
    const { collaborators, invitations, reminders } = fixture;
    const { id } = await reminders.add({ task_id, minute_offset: 30 }, member);
    await expectUpToDate(ofMember);
    await collaborators.remove({ project_id, user_id: member.user_id }, owner);
    const pulled = await ofMember.pull();
    expect(pulled.resources.reminders).toMatchObject([{ id, is_deleted: true }]);
    const invitation = await invitations.invite({ project_id, email: member.email, role: 'viewer' }, owner);
    await invitations.accept({ id: invitation.id }, member);
    await expectUpToDate(ofMember);
    expect(ofMember.ids('reminders')).toEqual([id]);
  });

  it('are there for guests of a single task', async () => {
    const guest = await aMember(fixture, { task_id }, 'viewer', owner);
    const ofGuest = new Replica(fixture.syncs, guest);
    await ofGuest.pull();
    const { id } = await fixture.reminders.add({ task_id, minute_offset: 30 }, guest);
    await expectUpToDate(ofGuest);
    expect(ofGuest.ids('reminders')).toEqual([id]);
    expect(await fixture.reminders.get({ id }, guest)).toMatchObject({ id });
    expect((await fixture.reminders.list({ task_id }, guest)).results).toHaveLength(1);
    await fixture.collaborators.remove({ task_id, user_id: guest.user_id }, owner);
    await expectUpToDate(ofGuest);
    expect(ofGuest.ids('reminders')).toEqual([]);
  });

  it('are up to date after they fired', async () => {
    const soon = new Date(Date.now() + 1500).toISOString();
    const { id } = await fixture.reminders.add({ task_id, due: { date: soon } }, member);
    await expectUpToDate(ofMember);
    await eventually(async () => {
      await ofMember.pull();
      expect(ofMember.content.reminders).toMatchObject([{ id, fires_at: null }]);
    });
    await expectUpToDate(ofMember);
  });

  it('are added, changed and deleted by commands, also on a task of the same batch', async () => {
    const uuids = Array.from({ length: 4 }, () => newId());
    const args = { type: 'relative', item_id: 'new', minute_offset: 10 };
    const added = await fixture.syncs.apply(
      {
        commands: [
          {
            type: 'item_add',
            uuid: uuids[0],
            temp_id: 'new',
            args: { content: 'Call', due: { date: '2099-01-01T09:00:00' } },
          },
          { type: 'reminder_add', uuid: uuids[1], temp_id: 'reminder', args },
          { type: 'reminder_update', uuid: uuids[2], args: { id: 'reminder', minute_offset: 20 } },
        ],
      },
      member,
    );
    expect(Object.values(added.outcomes)).toEqual([null, null, null]);
    await expectUpToDate(ofMember);
    const id = added.temp_id_mapping.reminder;
    expect(ofMember.content.reminders).toMatchObject([{ id, item_id: added.temp_id_mapping.new, minute_offset: 20 }]);
    await fixture.syncs.apply({ commands: [{ type: 'reminder_delete', uuid: uuids[3], args: { id } }] }, member);
    await expectUpToDate(ofMember);
    expect(ofMember.ids('reminders')).toEqual([]);
  });
});
