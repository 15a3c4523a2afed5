import { beforeAll, describe, expect, it } from '@jest/globals';
import { TodoistApi } from '@doist/todoist-sdk';
import { type Answer, aPerson, Http } from '#testing/http.js';

let http: Http;
let api: TodoistApi;

interface Preview {
  content: string;
  parts: { kind: string; text: string }[];
}

interface Problem {
  code: string;
  field?: string;
  errors?: { field: string }[];
}

const fieldsOf = ({ field, errors = [] }: Problem): string[] => [
  ...new Set([...(field ? [field] : []), ...errors.map((each) => each.field)]),
];

beforeAll(async () => {
  const { token } = await aPerson(Http.stack(), { timezone: 'Europe/Madrid' });
  http = Http.stack(token);
  api = new TodoistApi(token, { baseUrl: process.env.ERRAND_URL ?? '' });
});

const preview = (body: unknown): Promise<Answer<Preview & Problem>> => http.post('/api/v1/tasks/quick/preview', body);
const quick = (body: unknown): Promise<Answer<Problem>> => http.post('/api/v1/tasks/quick', body);

describe('quick add', () => {
  it('works through the official SDK, with all of its syntax', async () => {
    const home = await api.addProject({ name: 'Home' });
    const bills = await api.addSection({ name: 'Bills', projectId: home.id });
    const task = await api.quickAddTask({
      text: 'Pay rent tomorrow 9am every month #Home /Bills @money p1 {deadline friday} // see mail',
      note: 'The new account',
      reminder: 'tomorrow at 8',
      autoReminder: true,
      meta: true,
    });
    expect(task).toMatchObject({
      content: 'Pay rent',
      description: 'see mail',
      projectId: home.id,
      sectionId: bills.id,
      labels: ['money'],
      priority: 4,
      due: {
        isRecurring: true,
        string: 'every month starting tomorrow at 9am',
        date: expect.stringMatching(/T09:00:00$/),
      },
      deadline: { date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    });
    const { results } = await api.getComments({ taskId: task.id });
    expect(results.map(({ content }) => content)).toEqual(['The new account']);
  });

  it('leaves ordinary text alone', async () => {
    for (const text of ['Renovation – 2nd Floor', 'C# course', 'mail@example.com about p1zza', '* \\#1 on the list']) {
      expect((await api.quickAddTask({ text })).content).toBe(text.replace('\\', ''));
    }
    expect(await api.quickAddTask({ text: 'Not to be ticked', isUncompletable: true })).toMatchObject({
      content: '* Not to be ticked',
      isUncompletable: true,
    });
  });

  it('previews the parts of a text', async () => {
    const { status, body } = await preview({ text: 'Call Sam tomorrow p2 @phone', timezone: 'Asia/Tokyo', lang: 'en' });
    expect(status).toBe(200);
    expect(body.content).toBe('Call Sam');
    expect(body.parts.map(({ kind, text }) => [kind, text])).toEqual([
      ['due', 'tomorrow'],
      ['priority', 'p2'],
      ['label', '@phone'],
    ]);
  });

  it('says what is wrong with a text', async () => {
    const problems = await Promise.all([
      quick({}),
      quick({ text: ' ' }),
      quick({ text: 5 }),
      quick({ text: 'tomorrow p1' }),
      quick({ text: 'x'.repeat(501) }),
      quick({ text: `x // ${'y'.repeat(16_384)}` }),
      quick({ text: 'x'.repeat(20_001) }),
      quick({ text: 'x \ud800' }),
      preview({ text: 'y '.repeat(600) }),
    ]);
    for (const { status, body } of problems.slice(0, 7)) {
      expect([status, typeof body.code, ...fieldsOf(body)]).toEqual([400, 'string', 'text']);
    }
    expect(problems.slice(7).map(({ status }) => status < 500)).toEqual([true, true]);
    const refused = async (body: object): Promise<string | undefined> =>
      (await preview({ text: 'x', ...body })).body.field;
    expect(await refused({ lang: 'xx' })).toBe('lang');
    expect(await refused({ timezone: 'Mars/Base' })).toBe('timezone');
    expect(await refused({ project: 'x' })).toBe('project');
  });
});
