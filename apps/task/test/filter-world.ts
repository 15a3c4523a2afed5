import { DateTime } from 'luxon';
import type { Actor } from '#contracts/actor.js';
import { idToBytes, newId } from '#database/id.js';
import type { DueDate } from '../src/due/due-date.js';
import { isLaterOfTwo, localDue } from '../src/due/due-date.js';
import { TaskEntity } from '../src/task/task.entity.js';
import type { Fixture } from './fixture.js';

/** Numbers that look random and are the same for a seed. */
export class Dice {
  constructor(private state: number) {}

  /** A whole number below `sides` (mulberry32). */
  below(sides: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * sides);
  }

  oneOf<T>(things: readonly T[]): T {
    return things[this.below(things.length)];
  }

  maybe<T>(make: () => T): T | null {
    return this.below(2) === 0 ? null : make();
  }
}

/** Ada asks; Bob is somebody with whom she shares a project. */
export type Person = 'ada' | 'bob';

/** A task as the test knows it: moments, and what clocks where it is due show. */
export interface KnownTask {
  id: string;
  content: string;
  project: string;
  section: string | null;
  labels: string[];
  priority: number;
  isSubtask: boolean;
  isRecurring: boolean;
  isShared: boolean;
  addedBy: Person;
  assignedTo: Person | null;
  assignedBy: Person | null;
  /** Either what the calendar and the clock show everywhere, or the instant. */
  due: { date: string; time: string | null } | { instant: DateTime } | null;
  deadline: string | null;
  addedAt: DateTime;
}

export interface World {
  actor: Actor;
  now: DateTime;
  tasks: KnownTask[];
}

export const projectNames = ['Work', 'work', 'Café', 'R&D', '100%', 'a_b', 'Inbox'];
export const parentOf: Record<string, string> = { 'R&D': 'Work', '100%': 'R&D', a_b: 'Café' };
export const sectionNames = ['Week 3', '(old)', 'Café'];
export const labelNames = ['home', 'Home', '50%', 'a|b', 'ho_e'];
const sharedProject = 'Café';
export const contents = ['Buy milk', 'buy bread', 'Call 50% off', 'MILK', 'Straße', 'a_b|c', 'résumé'];
const zones = ['Europe/Madrid', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu'];

/** Fills the projects of somebody new with tasks around a moment. */
export async function aWorld(
  { projects, sections, service }: Fixture,
  actor: Actor,
  dice: Dice,
  now: DateTime,
): Promise<World> {
  const people: Record<Person, string> = { ada: actor.user_id, bob: newId() };
  for (const person of ['ada', 'bob'] as const) {
    const row = [idToBytes(people[person]), `${person}@example.org`, `${person} Doe`, now.zoneName, 1];
    await service.dataSource.query('INSERT INTO member (id, email, full_name, timezone, version) VALUES (?)', [row]);
  }
  const ids: Record<string, string> = { Inbox: (await projects.get({ id: actor.user_id }, actor)).id };
  const places: { project: string; section: string | null; projectId: string; sectionId: string | null }[] = [];
  for (const name of projectNames) {
    if (name !== 'Inbox') ids[name] = (await projects.add({ name, parent_id: ids[parentOf[name]] }, actor)).id;
    places.push({ project: name, section: null, projectId: ids[name], sectionId: null });
  }
  for (const section of sectionNames) {
    const project = dice.oneOf(projectNames);
    const { id: sectionId } = await sections.add({ name: section, project_id: ids[project] }, actor);
    places.push({ project, section, projectId: ids[project], sectionId });
  }
  const membership = [idToBytes(ids[sharedProject]), idToBytes(people.bob), 'editor', false, now.toJSDate()];
  await service.dataSource.query(
    'INSERT INTO project_member (project_id, user_id, role, is_favorite, joined_at) VALUES (?)',
    [membership],
  );
  const aPerson = (): Person => dice.oneOf(['ada', 'ada', 'bob']);
  const tasks: KnownTask[] = [];
  const last = new Map<object, string>();
  for (let index = 0; index < 70; index++) {
    const place = dice.oneOf(places);
    const due = dice.below(4) > 0 ? aDue(dice, now) : null;
    const addedAt = near(dice, now);
    const addedBy = aPerson();
    const assignedTo = dice.maybe(aPerson);
    const assignedBy = assignedTo && aPerson();
    const isRecurring = due !== null && dice.below(4) === 0;
    const known = {
      content: dice.oneOf(contents),
      labels: labelNames.filter(() => dice.below(3) === 0),
      priority: 1 + dice.below(4),
      deadline: dice.maybe(() => near(dice, now).toFormat('yyyy-MM-dd')),
    };
    const kept = due && { ...due.kept, recurrence: isRecurring ? 'RRULE:FREQ=DAILY' : null };
    const input = { ...known, deadline_date: known.deadline };
    const entity = TaskEntity.of({ user_id: people[addedBy] }, input, kept, addedAt.toJSDate());
    const parentId = dice.maybe(() => last.get(place)) ?? null;
    Object.assign(entity, { projectId: place.projectId, sectionId: place.sectionId, parentId, position: index });
    entity.responsibleUid = assignedTo && people[assignedTo];
    entity.assignedByUid = assignedBy && people[assignedBy];
    await service.dataSource.manager.insert(TaskEntity, entity);
    for (const [position, name] of known.labels.entries()) {
      const row = [idToBytes(entity.id), name, position];
      await service.dataSource.query('INSERT INTO task_label (task_id, name, position) VALUES (?)', [row]);
    }
    last.set(place, entity.id);
    const { project, section } = place;
    const isShared = project === sharedProject;
    const facts = { id: entity.id, project, section, isSubtask: parentId !== null, isRecurring, isShared, addedAt };
    tasks.push({ ...known, ...facts, addedBy, assignedTo, assignedBy, due: due?.known ?? null });
  }
  return { actor, now, tasks };
}

/** All day, floating, or fixed to any zone. */
function aDue(dice: Dice, now: DateTime): { known: NonNullable<KnownTask['due']>; kept: DueDate } {
  const at = near(dice, now);
  const [date, time] = [at.toFormat('yyyy-MM-dd'), at.toFormat('HH:mm:ss')];
  const kind = dice.below(3);
  if (kind < 2) return { known: { date, time: kind ? time : null }, kept: localDue(date, kind ? time : null, date) };
  const there = at.setZone(dice.oneOf(zones));
  const local = localDue(there.toFormat('yyyy-MM-dd'), there.toFormat('HH:mm:ss'), date);
  return { known: { instant: at }, kept: { ...local, timezone: there.zoneName, fold: isLaterOfTwo(there) } };
}

/** Mostly today, at the edges of days, or right now; at most ten days away. */
function near(dice: Dice, now: DateTime): DateTime {
  const day = now.plus({ days: dice.oneOf([0, 0, 0, 1, -1, 2, -2, 6, 7, -7, 10, -10]) });
  const at = dice.below(5);
  if (at === 0) return day.startOf('day');
  if (at === 1) return day.endOf('day').startOf('second');
  if (at === 2) return day.plus({ seconds: dice.oneOf([-1, 0, 1]) });
  return day.startOf('day').plus({ minutes: dice.below(1380) });
}
