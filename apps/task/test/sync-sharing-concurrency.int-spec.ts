import { it } from '@jest/globals';
import { givenRoles } from '#contracts/roles.js';
import { changeAndFollow, kept, patience, twoReplicas } from './concurrency-fixture.js';
import { aComment, aRegistered, aTask, type Registered } from './fixture.js';
import type { Random } from './random.js';
import { Replica } from './replica.js';

const writers = 6;
const fixture = twoReplicas();

/** What was ever made, though it may be gone. */
interface Known {
  projects: string[];
  tasks: string[];
  comments: string[];
  reminders: string[];
}

type Target = { project_id: string } | { task_id: string };

/** Ways in which it changes who sees what, and what is seen. */
function changesOf(known: Known, people: Registered[], random: Random): (() => Promise<unknown>)[] {
  const { projects, tasks, comments, reminders, trash, archive, invitations, collaborators } = fixture();
  const any = <T>(all: T[]): T => all[random(all.length)];
  const [actor, other] = [any(people), any(people)];
  const project_id = any(known.projects);
  const target = (): Target => (random(2) === 0 ? { project_id } : { task_id: any(known.tasks) });
  const join = async (): Promise<void> => {
    const { id } = await invitations.invite({ ...target(), email: other.email, role: any([...givenRoles]) }, people[0]);
    await invitations.accept({ id }, other);
  };
  return [
    join,
    join,
    () => collaborators.remove({ ...target(), user_id: other.user_id }, people[0]),
    () => collaborators.remove({ ...target(), user_id: actor.user_id }, actor),
    () => collaborators.change({ ...target(), user_id: other.user_id, role: any([...givenRoles]) }, people[0]),
    () => collaborators.transfer({ project_id, user_id: other.user_id }, actor),
    async () => kept(known.tasks, await tasks.add(aTask({ project_id }), people[0])),
    async () => kept(known.tasks, await tasks.add(aTask({ parent_id: any(known.tasks) }), actor)),
    () => tasks.update({ id: any(known.tasks), due_datetime: `2099-01-0${1 + random(9)}T09:00:00` }, actor),
    () => tasks.move({ id: any(known.tasks), project_id }, people[0]),
    () => tasks.move({ id: any(known.tasks), parent_id: any(known.tasks) }, actor),
    () => tasks.close({ id: any(known.tasks) }, actor),
    () => tasks.reopen({ id: any(known.tasks) }, actor),
    () => tasks.delete({ id: any(known.tasks) }, actor),
    () => (random(5) === 0 ? projects.delete({ id: project_id }, actor) : Promise.resolve()),
    () => archive.archiveProject({ id: project_id }, actor),
    async () =>
      trash.restore({ id: any([...(await trash.list({}, actor)).results.map(({ id }) => id), project_id]) }, actor),
    async () => kept(known.comments, await comments.add(aComment({ task_id: any(known.tasks) }), actor)),
    () => comments.delete({ id: any(known.comments) }, actor),
    async () => {
      const due = { string: 'every day at 9' };
      kept(known.reminders, await reminders.add({ task_id: any(known.tasks), due }, actor));
    },
    async () => {
      const reminder = { task_id: any(known.tasks), minute_offset: 30 };
      kept(known.reminders, await reminders.add(reminder, actor));
    },
    () => reminders.delete({ id: any(known.reminders) }, actor),
  ];
}

it(
  'misses nothing for anybody while projects and single tasks are shared and no longer, by many at the same time',
  async () => {
    const people: Registered[] = [];
    for (const name of ['Olga', 'Mila', 'Gus']) people.push(await aRegistered(fixture(), name));
    const known: Known = { projects: [], tasks: [], comments: ['none'], reminders: ['none'] };
    for (const name of ['Garden', 'Park', 'Beach']) {
      const { id: project_id } = await fixture().projects.add({ name }, people[0]);
      known.projects.push(project_id);
      for (const content of ['Sow', 'Water']) {
        known.tasks.push((await fixture().tasks.add(aTask({ content, project_id }), people[0])).id);
      }
    }
    const replicas = people.flatMap((person) => [0, 1].map(() => new Replica(fixture().syncs, person)));
    await changeAndFollow(writers, (random) => changesOf(known, people, random), replicas);
  },
  patience,
);
