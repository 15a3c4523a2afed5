import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { userDeleted, userUpdated } from '#contracts/events.js';
import { eventually } from '#testing/eventually.js';
import { aMember, aRegistered, aTask, type Fixture, publish, type Registered, startTaskService } from './fixture.js';
import { expectUpToDate, Replica } from './replica.js';

let fixture: Fixture;
let owner: Registered;
let member: Registered;
let project_id: string;
let ofOwner: Replica;
let ofMember: Replica;

beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());

beforeEach(async () => {
  owner = await aRegistered(fixture, 'Olga');
  project_id = (await fixture.projects.add({ name: 'Garden' }, owner)).id;
  ofOwner = new Replica(fixture.syncs, owner);
  await ofOwner.pull();
  expect(ofOwner.content).toMatchObject({ collaborators: [], collaborator_states: [] });
  member = await aMember(fixture, { project_id }, 'editor', owner);
  ofMember = new Replica(fixture.syncs, member);
  await ofMember.pull();
});

const stateOf = ({ user_id }: Registered, role: string): object => ({
  project_id,
  user_id,
  state: 'active',
  role,
  is_deleted: false,
});

describe('collaborators', () => {
  it('are those who take part in a project, with the owner, once there is anybody else', async () => {
    await expectUpToDate(ofOwner, ofMember);
    for (const replica of [ofOwner, ofMember]) {
      expect(replica.ids('collaborators')).toEqual([owner.user_id, member.user_id].sort());
      expect(replica.content.collaborators).toContainEqual({
        id: owner.user_id,
        email: owner.email,
        full_name: 'Olga',
        timezone: 'UTC',
        image_id: null,
        is_deleted: false,
      });
      expect(replica.content.collaborator_states).toEqual(
        expect.arrayContaining([stateOf(owner, 'owner'), stateOf(member, 'editor')]),
      );
    }
  });

  it('change their roles, hand a project over and leave', async () => {
    const { collaborators } = fixture;
    await collaborators.change({ project_id, user_id: member.user_id, role: 'manager' }, owner);
    await expectUpToDate(ofOwner, ofMember);
    expect(ofOwner.content.collaborator_states).toContainEqual(stateOf(member, 'manager'));
    await collaborators.transfer({ project_id, user_id: member.user_id }, owner);
    await expectUpToDate(ofOwner, ofMember);
    expect(ofOwner.content.collaborator_states).toContainEqual(stateOf(owner, 'manager'));
    await collaborators.remove({ project_id, user_id: owner.user_id }, owner);
    await expectUpToDate(ofOwner, ofMember);
    for (const replica of [ofOwner, ofMember]) {
      expect(replica.content).toMatchObject({ collaborators: [], collaborator_states: [] });
    }
  });

  it('are told of who else joins, and of nobody who is only invited', async () => {
    const invited = await aRegistered(fixture, 'Ines');
    const { id } = await fixture.invitations.invite({ project_id, email: invited.email, role: 'viewer' }, owner);
    await expectUpToDate(ofOwner, ofMember);
    expect(JSON.stringify(ofOwner.content)).not.toContain(invited.user_id);
    await fixture.invitations.accept({ id }, invited);
    await expectUpToDate(ofOwner, ofMember);
    expect(ofMember.ids('collaborators')).toContain(invited.user_id);
  });

  it('have the names that they have now', async () => {
    await expectUpToDate(ofOwner);
    const data = { id: member.user_id, email: member.email, full_name: 'Someone Else', timezone: 'Asia/Tokyo' };
    await publish(fixture.broker, userUpdated, { id: member.user_id, version: 2 }, data);
    await eventually(async () => {
      await ofOwner.pull();
      const { full_name, timezone } = data;
      expect(ofOwner.content.collaborators).toContainEqual(expect.objectContaining({ full_name, timezone }));
    });
    await expectUpToDate(ofOwner, ofMember);
  });

  it('are no more once their accounts are deleted, also where the project was in the trash then', async () => {
    const early = await ofOwner.fresh();
    await fixture.projects.delete({ id: project_id }, owner);
    await publish(fixture.broker, userDeleted, { id: member.user_id, version: 2 }, { id: member.user_id });
    await eventually(async () => {
      const sql = 'SELECT COUNT(*) AS count FROM trashed_project_member WHERE project_id = UNHEX(?)';
      const rows = await fixture.service.dataSource.query<{ count: unknown }[]>(sql, [project_id.replaceAll('-', '')]);
      expect(Number(rows[0].count)).toBe(0);
    });
    await fixture.trash.restore({ id: project_id }, owner);
    await expectUpToDate(early);
    expect(early.content).toMatchObject({ collaborators: [], collaborator_states: [] });

    const another = await aMember(fixture, { project_id }, 'viewer', owner);
    await expectUpToDate(ofOwner, early);
    await publish(fixture.broker, userDeleted, { id: another.user_id, version: 2 }, { id: another.user_id });
    await eventually(async () => {
      await ofOwner.pull();
      expect(ofOwner.content).toMatchObject({ collaborators: [], collaborator_states: [] });
    });
    await expectUpToDate(ofOwner, early);
  });

  it('are guests of a single task, too, to each other and to those in its project', async () => {
    const { id: task_id } = await fixture.tasks.add(aTask({ project_id }), owner);
    const [first, second] = [
      await aMember(fixture, { task_id }, 'viewer', owner),
      await aMember(fixture, { task_id }, 'editor', owner),
    ];
    const ofGuest = new Replica(fixture.syncs, first);
    await ofGuest.pull();
    expect(ofGuest.ids('collaborators')).toEqual([first.user_id, second.user_id].sort());
    expect(ofGuest.content.collaborator_states).toEqual([]);
    await expectUpToDate(ofOwner, ofMember);
    expect(ofMember.ids('collaborators')).toContain(second.user_id);
    await fixture.collaborators.remove({ task_id, user_id: second.user_id }, owner);
    await expectUpToDate(ofOwner, ofMember, ofGuest);
    expect(ofMember.ids('collaborators')).not.toContain(second.user_id);
    const own = await fixture.projects.add({ name: 'Private' }, owner);
    await fixture.tasks.move({ id: task_id, project_id: own.id }, owner);
    await expectUpToDate(ofOwner, ofMember, ofGuest);
    expect(ofMember.ids('collaborators')).not.toContain(first.user_id);
  });
});
