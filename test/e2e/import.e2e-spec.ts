import { beforeEach, describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import type { ImportReport } from '#contracts/transfer.contract.js';
import { aPerson, type Answer, Http, type Person } from '#testing/http.js';
import { sendFile } from './forms.js';
import { vikunja } from './vikunja-export.js';

const header = 'TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE\n';
const csv = `${header}section,Spring,,,,,,,,
task,Seeds @buy,Many,1,1,Ada (1),Bob (2),every monday at 9,en,Europe/Madrid
task,Part,,4,2,,,jeden Tag,de,
note,"See [[file {""file_name"":""a.png""}]]",,,,Ada (1),,,,
`;

interface Problem {
  code: string;
  field: string;
}

let person: Person;
let http: Http;
beforeEach(async () => {
  person = await aPerson(Http.stack(), { timezone: 'Europe/Madrid' });
  http = Http.stack(person.token);
});

type Answered = Promise<Answer<ImportReport & Problem>>;

const send = (from: string, file: Uint8Array | string, name: string, query = ''): Answered =>
  sendFile<ImportReport & Problem>(`/api/v1/imports/${from}${query}`, person.token, file, name);
const list = async <T = { id: string; name: string; content: string }>(path: string): Promise<T[]> =>
  (await http.get<{ results: T[] }>(path)).body.results;

describe('an export of Vikunja', () => {
  it('is imported: projects, buckets, tasks, reminders, comments and files', async () => {
    const { status, body } = await send('vikunja', vikunja(), 'export.zip');
    expect([status, body.added]).toEqual([
      200,
      {
        labels: 1,
        filters: 0,
        projects: 2,
        sections: 1,
        tasks: 3,
        relations: 1,
        occurrences: 0,
        completions: 1,
        reminders: 2,
        comments: 2,
        files: 1,
      },
    ]);
    expect(body.not_carried.map(({ at, what }) => [at, what])).toEqual([
      ['data.json[1].tasks[1]', 'precedes of "Water <the> tomatoes"'],
      ['data.json[1].tasks[1]', 'assignee bob of "Water <the> tomatoes"'],
      ['data.json[1].tasks[2]', 'progress of "Repeats"'],
      ['filters.json', 'filter "Soon"'],
    ]);
    const [, garden, beds] = await list<Record<string, unknown>>('/api/v1/projects');
    expect(garden).toMatchObject({ name: 'Garden', description: 'Ours & yours', color: 'green', is_favorite: true });
    expect(beds).toMatchObject({ name: 'Beds', parent_id: garden?.id });
    const [section] = await list(`/api/v1/sections?project_id=${String(garden?.id)}`);
    const tasks = await list<Record<string, unknown> & { id: string }>(
      `/api/v1/tasks?project_id=${String(garden?.id)}`,
    );
    const water = tasks.find(({ section_id }) => section_id === section?.id);
    expect(water).toMatchObject({
      description: '- twice',
      priority: 4,
      labels: ['home'],
      due: { date: '2039-05-06T07:00:00Z', timezone: 'Europe/Madrid' },
      note_count: 2,
    });
    expect(tasks.find(({ content }) => content === 'Repeats')).toMatchObject({
      due: { date: '2039-05-06T09:00:00', is_recurring: true },
    });
    expect(await list(`/api/v1/tasks/${water?.id}/relations`)).toMatchObject([
      { type: 'blocks', related_task: { content: 'Repeats' } },
    ]);
    expect((await list(`/api/v1/reminders?task_id=${water?.id}`)).length).toBe(2);
    const comments = await list<{ content: string; file_attachment: { file_name: string } | null }>(
      `/api/v1/comments?task_id=${water?.id}`,
    );
    expect(comments.map(({ content, file_attachment: file }) => [content, file?.file_name])).toEqual([
      ['Rain water', undefined],
      ['', 'tomato.bin'],
    ]);
  });

  it('that is only tried tells the same, and changes nothing', async () => {
    const { body: tried } = await send('vikunja', vikunja(), 'export.zip', '?dry_run=true');
    expect((await list('/api/v1/projects')).length).toBe(1);
    const { body: done } = await send('vikunja', vikunja(), 'export.zip');
    expect(tried).toEqual({ ...done, dry_run: true });
  });

  it.each<[string, () => Uint8Array | string, string, string]>([
    ['no archive', () => 'not a zip', 'archive.malformed', 'file'],
    ['an archive of something else', () => zipSync({ a: strToU8('b') }), 'archive.malformed', 'file'],
    ['no JSON', () => vikunja({ 'data.json': '[{' }), 'archive.malformed', 'data.json'],
    ['no list', () => vikunja({ 'data.json': '{}' }), 'archive.malformed', 'data.json'],
    [
      'a project without a title',
      () => vikunja({ 'data.json': '[{"id":1}]' }),
      'archive.malformed',
      'data.json[0].title',
    ],
    [
      'fields of other types',
      () => vikunja({ 'data.json': '[{"id":1,"title":"P","tasks":[{"id":1,"title":"T","labels":7}]}]' }),
      'archive.malformed',
      'data.json[0].tasks[0].labels',
    ],
  ])('is refused where it is %s, and nothing is changed', async (_, file, code, field) => {
    const { status, body } = await send('vikunja', file(), 'export.zip');
    expect([status, body.code, body.field]).toEqual([400, code, field]);
    expect((await list('/api/v1/projects')).length).toBe(1);
  });
});

describe('CSV of Todoist', () => {
  it('becomes a project, and what cannot be carried is told', async () => {
    const { body: tried } = await send('todoist', csv, 'Garden [12].csv', '?dry_run=true');
    expect((await list('/api/v1/projects')).length).toBe(1);
    const { status, body } = await send('todoist', csv, 'Garden [12].csv');
    expect(status).toBe(200);
    expect(tried).toEqual({ ...body, dry_run: true });
    expect(body.added).toMatchObject({ projects: 1, sections: 1, tasks: 2, comments: 1 });
    expect(body.not_carried.map(({ at, what }) => [at, what])).toEqual([
      ['line 3', 'responsible "Bob (2)"'],
      ['line 5', 'an attachment'],
      ['line 4', 'date "jeden Tag"'],
    ]);
    expect((await list('/api/v1/projects')).map(({ name }) => name)).toEqual(['Inbox', 'Garden']);
  });

  it('is imported from the archive of a backup, the Inbox into the Inbox', async () => {
    const archive = zipSync({
      'Inbox [1].csv': strToU8(`${header}task,Mine,,4,1,,,,,\n`),
      'Garden [2].csv': strToU8(csv),
    });
    const { status, body } = await send('todoist', archive, 'backup.zip');
    expect([status, body.added]).toMatchObject([200, { projects: 1, tasks: 3 }]);
    expect((await list(`/api/v1/tasks?project_id=${person.id}`)).map(({ content }) => content)).toEqual(['Mine']);
  });

  it('is refused with the line where it is wrong, and nothing is changed', async () => {
    const archive = zipSync({ 'A.csv': strToU8(csv), 'B.csv': strToU8(`${header}task,Deep,,4,3,,,,,\n`) });
    const { status, body } = await send('todoist', archive, 'backup.zip');
    expect([status, body.code, body.field]).toEqual([400, 'csv.malformed', 'B.csv line 2.INDENT']);
    expect((await list('/api/v1/projects')).length).toBe(1);
  });
});
