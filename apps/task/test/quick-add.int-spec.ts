import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { commentAdded, taskAdded } from '#contracts/events.js';
import { eventually } from '#testing/eventually.js';
import { aMember, anActor, aRegistered, count, type Fixture, listenTo, startTaskService } from './fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => {
  actor = anActor();
});

const whole = 'Pay rent 2999-01-07 9am #Home /Bills @money p1 {2999-01-10} for 30 min // see mail';

async function aHome(): Promise<{ home: string; bills: string }> {
  const { id: home } = await fixture.projects.add({ name: 'Home' }, actor);
  const { id: bills } = await fixture.sections.add({ name: 'Bills', project_id: home }, actor);
  return { home, bills };
}

const contents = async (): Promise<string[]> =>
  (await fixture.tasks.list({}, actor)).results.map(({ content }) => content);

describe('a task that is added as a line of text', () => {
  it('is all that the text says, and reads the same later', async () => {
    const { home, bills } = await aHome();
    const task = await fixture.quickAdd.add({ text: whole }, actor);
    expect(task).toMatchObject({
      content: 'Pay rent',
      description: 'see mail',
      project_id: home,
      section_id: bills,
      labels: ['money'],
      priority: 4,
      due: { date: '2999-01-07T09:00:00', is_recurring: false },
      deadline: { date: '2999-01-10' },
      duration: { amount: 30, unit: 'minute' },
      note_count: 0,
    });
    expect(task).not.toHaveProperty('meta');
    expect(await fixture.tasks.get({ id: task.id }, actor)).toEqual(task);
  });

  it('goes to the Inbox, or where it is told, unless the text names a project', async () => {
    const { home, bills } = await aHome();
    const add = async (text: string, project_id?: string): Promise<string> =>
      (await fixture.quickAdd.add({ text, project_id }, actor)).project_id;
    expect(await add('One')).toBe(actor.user_id);
    expect(await add('Two', home)).toBe(home);
    expect(await add('Three #inbox', home)).toBe(actor.user_id);
    expect(await fixture.quickAdd.add({ text: 'Four /bills', project_id: home }, actor)).toMatchObject({
      section_id: bills,
    });
  });

  it('is what was sent along with the text, where that says nothing', async () => {
    const { home, bills } = await aHome();
    const sent = { priority: 3, description: 'by hand', due_date: '2999-02-01', section_id: bills };
    expect(await fixture.quickAdd.add({ text: 'Wash', ...sent }, actor)).toMatchObject({
      project_id: home,
      section_id: bills,
      priority: 3,
      description: 'by hand',
      due: { date: '2999-02-01' },
    });
    const text = 'Wash 2999-01-07 #inbox p1 // again';
    const expected = { section_id: null, project_id: actor.user_id, priority: 4, description: 'again' };
    for (const call of [fixture.quickAdd.preview, fixture.quickAdd.add]) {
      expect(await call({ text, ...sent }, actor)).toMatchObject({ ...expected, due: { date: '2999-01-07' } });
    }
  });

  it('is somebody’s who takes part in the project that it goes to', async () => {
    const owner = await aRegistered(fixture, 'Olga Owens');
    const { id: project_id } = await fixture.projects.add({ name: 'Ours' }, owner);
    const { user_id: assignee_id } = await aMember(fixture, { project_id }, 'editor', owner);
    const call = { text: 'Dig +editor #ours', meta: true };
    expect(await fixture.quickAdd.preview({ text: call.text }, owner)).toMatchObject({ content: 'Dig', assignee_id });
    expect(await fixture.quickAdd.add(call, owner)).toMatchObject({
      content: 'Dig',
      responsible_uid: assignee_id,
      assigned_by_uid: owner.user_id,
      meta: { assignee: [assignee_id, 'editor'] },
    });
    const mine = await fixture.quickAdd.add({ text: 'Dig +Olga', project_id }, owner);
    expect(mine.responsible_uid).toBe(owner.user_id);
    expect(await fixture.quickAdd.add({ text: 'Dig +editor' }, owner)).toMatchObject({
      content: 'Dig +editor',
      responsible_uid: null,
    });
  });

  it('does not go to what is put away', async () => {
    const { home, bills } = await aHome();
    await fixture.archive.archiveSection({ id: bills }, actor);
    expect(await fixture.quickAdd.add({ text: 'Wash #Home /Bills' }, actor)).toMatchObject({
      content: 'Wash /Bills',
      project_id: home,
    });
    await fixture.archive.archiveProject({ id: home }, actor);
    expect(await fixture.quickAdd.add({ text: 'Wash #Home' }, actor)).toMatchObject({
      content: 'Wash #Home',
      project_id: actor.user_id,
    });
  });

  it('stays with its parent', async () => {
    const { home } = await aHome();
    const { id: parent_id } = await fixture.tasks.add({ content: 'Wash', project_id: home }, actor);
    const text = 'Dry #inbox p1';
    expect(await fixture.quickAdd.add({ text, parent_id }, actor)).toMatchObject({
      content: 'Dry #inbox',
      project_id: home,
      parent_id,
      priority: 4,
    });
  });

  it('recurs where the text says so', async () => {
    const text = 'Water 2999-01-07 9am every week';
    const { id, due } = await fixture.quickAdd.add({ text }, actor);
    expect(due).toMatchObject({ date: '2999-01-07T09:00:00', is_recurring: true });
    await fixture.tasks.close({ id }, actor);
    expect((await fixture.tasks.get({ id }, actor)).due?.date).toBe('2999-01-14T09:00:00');
  });

  it('comes with its note as a comment, in one transaction, and tells of both', async () => {
    const heard = await listenTo(fixture.broker, taskAdded, commentAdded);
    const task = await fixture.quickAdd.add({ text: 'Call Sam', note: 'About the roof' }, actor);
    expect(task.note_count).toBe(1);
    const { results } = await fixture.comments.list({ task_id: task.id }, actor);
    expect(results.map(({ content }) => content)).toEqual(['About the roof']);
    await eventually(() => expect(heard.map(({ type }) => type).sort()).toEqual(['comment.added', 'task.added']));
  });

  it('comes with the reminders of the text, and the one that was sent', async () => {
    const text = 'Call 2999-01-07 9am !30 min before !2999-01-06 8pm';
    const { id, content } = await fixture.quickAdd.add({ text, reminder: '1 hour before' }, actor);
    expect(content).toBe('Call');
    const { results } = await fixture.reminders.list({ task_id: id }, actor);
    expect(results.map(({ minute_offset, due }) => minute_offset ?? due?.date)).toEqual([
      30,
      '2999-01-06T20:00:00',
      60,
    ]);
  });

  it.each(['whenever', '30 min before', 'tomorrow'])(
    'is refused with a reminder that tells no time: %s',
    async (reminder) => {
      const refusal = await fixture.quickAdd.add({ text: 'Call', reminder }, actor).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: 'quick_add.reminder', details: { field: 'reminder' } });
      expect(await contents()).toEqual([]);
    },
  );

  it('is added once under a request id', async () => {
    const options = { requestId: `once-${actor.user_id}` };
    const first = await fixture.quickAdd.add({ text: 'Once', note: 'n' }, actor, options);
    expect(await fixture.quickAdd.add({ text: 'Once', note: 'n' }, actor, options)).toEqual(first);
    expect(await count(fixture, 'comment', 'task_id', first.id)).toBe(1);
    expect(await contents()).toEqual(['Once']);
  });

  it('tells what was understood where that is asked for', async () => {
    const { home, bills } = await aHome();
    const { id: money } = await fixture.labels.add({ name: 'money' }, actor);
    const { meta } = await fixture.quickAdd.add({ text: `${whole} `, meta: true }, actor);
    expect(meta).toMatchObject({
      text: 'Pay rent',
      project: [home, 'Home'],
      section: [bills, 'Bills'],
      assignee: [null, null],
      labels: { [money]: 'money' },
      due: { date: '2999-01-07T09:00:00' },
      priority: 4,
    });
  });

  it.each([
    ['without content', 'tomorrow #Home p1', 'quick_add.content'],
    ['with too much content', 'x'.repeat(501), 'quick_add.content'],
    ['with too much beside it', 'x '.repeat(501), 'quick_add.too_long'],
    ['with too long a description', `x // ${'y'.repeat(16_384)}`, 'quick_add.description'],
  ])('is refused %s', async (_, text, code) => {
    await aHome();
    const refusal = await fixture.quickAdd.add({ text }, actor).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ kind: 'invalid', code, details: { field: 'text' } });
    expect(await contents()).toEqual([]);
  });

  it('knows nothing of what is somebody else’s', async () => {
    const { home } = await aHome();
    const stranger = anActor();
    const text = 'Steal #Home /Bills';
    expect(await fixture.quickAdd.add({ text }, stranger)).toMatchObject({ content: text });
    const refusals = await Promise.all(
      [fixture.quickAdd.add, fixture.quickAdd.preview].map((call) =>
        call({ text, project_id: home }, stranger).catch((error: unknown) => error),
      ),
    );
    expect(refusals).toEqual(Array(2).fill(expect.objectContaining({ code: 'project.not_found' })));
  });
});

describe('a preview', () => {
  it('tells what would be added, and where the text says it; and adds nothing', async () => {
    const { home, bills } = await aHome();
    expect(await fixture.quickAdd.preview({ text: whole }, actor)).toEqual({
      content: 'Pay rent',
      description: 'see mail',
      due: { date: '2999-01-07T09:00:00', timezone: null, string: '2999-01-07 9am', lang: 'en', is_recurring: false },
      deadline: '2999-01-10',
      priority: 4,
      labels: ['money'],
      reminders: [],
      project_id: home,
      section_id: bills,
      assignee_id: null,
      duration: { amount: 30, unit: 'minute' },
      parts: [
        { kind: 'due', start: 9, end: 23, text: '2999-01-07 9am', value: '2999-01-07T09:00:00' },
        { kind: 'project', start: 24, end: 29, text: '#Home', value: 'Home' },
        { kind: 'section', start: 30, end: 36, text: '/Bills', value: 'Bills' },
        { kind: 'label', start: 37, end: 43, text: '@money', value: 'money' },
        { kind: 'priority', start: 44, end: 46, text: 'p1', value: '4' },
        { kind: 'deadline', start: 47, end: 59, text: '{2999-01-10}', value: '2999-01-10' },
        { kind: 'duration', start: 60, end: 70, text: 'for 30 min', value: '30 minute' },
        { kind: 'description', start: 71, end: 82, text: '// see mail', value: 'see mail' },
      ],
    });
    expect(await contents()).toEqual([]);
  });

  it('answers while there is no content yet', async () => {
    expect(await fixture.quickAdd.preview({ text: 'p1' }, actor)).toMatchObject({
      content: '',
      priority: 4,
      project_id: actor.user_id,
    });
  });

  it('counts days where it is told', async () => {
    const dayIn = async (timezone: string): Promise<string> =>
      (await fixture.quickAdd.preview({ text: 'x today', timezone }, actor)).due?.date ?? '';
    expect((await dayIn('Pacific/Kiritimati')) > (await dayIn('Pacific/Pago_Pago'))).toBe(true);
  });
});
