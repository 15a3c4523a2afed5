import { beforeAll, describe, expect, it } from '@jest/globals';
import { TodoistApi } from '@doist/todoist-sdk';
import { aPerson, Http, type Person } from '#testing/http.js';

let person: Person;
let api: TodoistApi;
let http: Http;
let taskId: string;

beforeAll(async () => {
  person = await aPerson(Http.stack(), { timezone: 'Europe/Madrid' });
  api = new TodoistApi(person.token, { baseUrl: process.env.ERRAND_URL ?? '' });
  http = Http.stack(person.token);
  taskId = (await api.addTask({ content: 'Water', dueDatetime: '2999-01-31T09:00:00' })).id;
});

describe('the official SDK', () => {
  it('adds, reads, changes, lists and deletes relative reminders', async () => {
    const added = await api.addReminder({ taskId, minuteOffset: 30, service: 'push', isUrgent: true });
    expect(added).toMatchObject({
      type: 'relative',
      itemId: taskId,
      notifyUid: person.id,
      minuteOffset: 30,
      isUrgent: true,
      isDeleted: false,
      firesAt: '2999-01-31T07:30:00.000Z',
    });
    expect(await api.getReminder(added.id)).toEqual(added);
    const changed = await api.updateReminder(added.id, { reminderType: 'relative', minuteOffset: 60 });
    expect(changed).toMatchObject({ minuteOffset: 60, isUrgent: true, firesAt: '2999-01-31T07:00:00.000Z' });
    expect(await api.getReminders({ taskId })).toEqual({ results: [changed], nextCursor: null });
    expect(await api.deleteReminder(added.id)).toBe(true);
    await expect(api.getReminder(added.id)).rejects.toThrow('was not found');
    expect((await api.getReminders()).results).toEqual([]);
  });

  it('adds absolute reminders in each way that there is', async () => {
    const add = async (due: object): Promise<unknown> => {
      const { id } = await api.addReminder({ taskId, reminderType: 'absolute', due, notifyUid: person.id });
      return api.getReminder(id);
    };
    expect(await add({ date: '2999-01-30T09:00:00' })).toMatchObject({
      type: 'absolute',
      due: { date: '2999-01-30T09:00:00', timezone: null, isRecurring: false },
      firesAt: '2999-01-30T08:00:00.000Z',
    });
    expect(await add({ date: '2999-01-30T09:00:00Z', timezone: 'America/New_York' })).toMatchObject({
      due: { date: '2999-01-30T09:00:00Z', timezone: 'America/New_York' },
    });
    const weekly = { date: '2999-01-31T09:00:00', string: 'every thursday at 9', lang: 'en', isRecurring: true };
    const recurring = (await add({ ...weekly, timezone: null })) as { id: string; due: object };
    expect(recurring).toMatchObject({ due: weekly, firesAt: '2999-01-31T08:00:00.000Z' });
    const again = await api.updateReminder(recurring.id, { reminderType: 'absolute', due: recurring.due });
    expect(again).toEqual(recurring);
    expect(await add({ string: '30 january 2999 at 9' })).toMatchObject({ due: { date: '2999-01-30T09:00:00' } });
  });

  it('pages through reminders', async () => {
    const task = await api.addTask({ content: 'Much to remember', dueDatetime: '2999-01-31T09:00:00' });
    const offsets = [5, 10, 15, 20, 25];
    for (const minuteOffset of offsets) await api.addReminder({ taskId: task.id, minuteOffset });
    const seen: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page = await api.getReminders({ taskId: task.id, limit: 2, cursor });
      seen.push(...page.results.map((each) => each.minuteOffset));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(offsets);
  });

  it('is told that there are no reminders of places', async () => {
    expect((await api.getLocationReminders()).results).toEqual([]);
    await expect(api.getLocationReminder('1')).rejects.toThrow('was not found');
  });
});

describe('what cannot be a reminder', () => {
  it.each([
    [
      'a place',
      { reminder_type: 'location', name: 'Home', loc_lat: '1', loc_long: '2' },
      'request.invalid',
      'reminder_type',
    ],
    ['minutes after the due date', { minute_offset: -5 }, 'request.invalid', 'minute_offset'],
    ['half a minute', { minute_offset: 0.5 }, 'request.invalid', 'minute_offset'],
    ['a day', { due: { date: '2999-01-31' } }, 'request.invalid', 'due.date'],
    [
      'a place for a zone',
      { due: { date: '2999-01-31T09:00:00', timezone: 'Here' } },
      'request.invalid',
      'due.timezone',
    ],
    ['a word for a time', { due: 'tomorrow' }, 'request.invalid', 'due'],
    ['another service', { minute_offset: 5, service: 'pigeon' }, 'request.invalid', 'service'],
    ['another language', { due: { string: 'mañana a las 9', lang: 'es' } }, 'task.due_lang', 'due.lang'],
    ['nothing', {}, 'reminder.not_told', 'minute_offset'],
  ])('is refused with its field: %s', async (_, input, code, field) => {
    const { status, body } = await http.post('/api/v1/reminders', { task_id: taskId, ...input });
    expect([status, body]).toEqual([400, expect.objectContaining({ code, field, expected: expect.any(String) })]);
  });

  it('is added once for one request id', async () => {
    const { id: task } = await api.addTask({ content: 'Once', dueDatetime: '2999-01-31T09:00:00' });
    const requestId = crypto.randomUUID();
    const [one, two] = [
      await api.addReminder({ taskId: task, minuteOffset: 5 }, requestId),
      await api.addReminder({ taskId: task, minuteOffset: 5 }, requestId),
    ];
    expect(two.id).toBe(one.id);
    expect((await api.getReminders({ taskId: task })).results).toHaveLength(1);
  });
});
