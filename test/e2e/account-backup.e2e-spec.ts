import { beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import type { ImportReport } from '#contracts/transfer.contract.js';
import { eventually } from '#testing/eventually.js';
import { aPerson, type Answer, Http, type Person } from '#testing/http.js';
import { sendFile } from './forms.js';

const open = Http.stack();
const bytes = randomBytes(150_000);
let backup: string;

interface Problem {
  code: string;
  field: string;
  expected: string;
}

async function backupOf({ token }: Person): Promise<string> {
  const url = `${process.env.ERRAND_URL}/api/v1/backups/download?file=now`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(200);
  return answer.text();
}

type Answered = Promise<Answer<ImportReport & Problem>>;

const restore = (file: string, { token }: Person, query = '', id: string = randomUUID()): Answered =>
  sendFile<ImportReport & Problem>(`/api/v1/backups/restore${query}`, token, file, 'b.ndjson', { 'x-request-id': id });

/** Without the moment of the backup, and with every id replaced by its number. */
function comparable(text: string): string[] {
  const numbers = new Map<string, number>();
  const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
  const numbered = text.replace(id, (each) => {
    if (!numbers.has(each)) numbers.set(each, numbers.size);
    return `#${numbers.get(each)}`;
  });
  return numbered.split('\n').slice(1);
}

beforeAll(async () => {
  const person = await aPerson(open, { timezone: 'Asia/Tokyo', full_name: 'Ada' });
  const http = open.as(person.token);
  const id = async (path: string, body: unknown): Promise<string> =>
    (await http.post<{ id: string }>(path, body)).body.id;
  await http.post('/api/v1/user', { daily_goal: 9, days_off: [6, 7], start_page: 'inbox', vacation_mode: true });
  const project_id = await id('/api/v1/projects', { name: 'Garden 🌱', color: 'green' });
  const section_id = await id('/api/v1/sections', { name: 'Spring', project_id });
  const task_id = await id('/api/v1/tasks', {
    content: 'Seeds',
    section_id,
    due_string: 'every day at 9',
    labels: ['a'],
  });
  const part = await id('/api/v1/tasks', { content: 'Tomatoes', parent_id: task_id });
  const pots = await id('/api/v1/tasks', { content: 'Pots' });
  await id(`/api/v1/tasks/${task_id}/relations`, { type: 'blocked_by', related_task_id: pots });
  await id(`/api/v1/tasks/${part}/relations`, { type: 'relates_to', related_task_id: pots });
  await http.post(`/api/v1/tasks/${task_id}/close`);
  await id('/api/v1/labels', { name: 'a', color: 'red' });
  await id('/api/v1/filters', { name: 'Now', query: 'today' });
  await id('/api/v1/reminders', { task_id, minute_offset: 10 });
  const upload = await sendFile<{ file_url: string }>('/api/v1/uploads', person.token, bytes, 'picture.bin');
  await id('/api/v1/comments', { task_id, content: 'See', attachment: { file_url: upload.body.file_url } });
  backup = await backupOf(person);
}, 60_000);

describe('a backup', () => {
  it('is the same after it was restored to another account, settings and files included', async () => {
    const other = await aPerson(open);
    const { status, body } = await restore(backup, other);
    expect([status, body]).toEqual([
      200,
      {
        dry_run: false,
        added: {
          labels: 1,
          filters: 1,
          projects: 1,
          sections: 1,
          tasks: 3,
          relations: 2,
          occurrences: 1,
          completions: 1,
          reminders: 1,
          comments: 1,
          files: 1,
        },
        not_carried: [],
        not_carried_count: 0,
      },
    ]);
    const http = open.as(other.token);
    await eventually(async () => {
      const { body: user } = await http.get('/api/v1/user');
      expect(user).toMatchObject({ full_name: 'Ada', daily_goal: 9, tz_info: { timezone: 'Asia/Tokyo' } });
    });
    expect(comparable(await backupOf(other))).toEqual(comparable(backup));
    const { body: found } = await http.get<{ results: { id: string }[] }>('/api/v1/tasks/filter?query=%40a');
    const { body: comments } = await http.get<{ results: { file_attachment: { file_url: string } }[] }>(
      `/api/v1/comments?task_id=${found.results[0]?.id}`,
    );
    const path = new URL(comments.results[0]?.file_attachment.file_url ?? '').pathname;
    const { headers } = await http.get(path);
    const file = await (await fetch(headers.get('location') ?? '')).arrayBuffer();
    expect(Buffer.from(file).equals(bytes)).toBe(true);
  });

  it('that is only tried tells the same, and changes nothing', async () => {
    const other = await aPerson(open);
    const before = comparable(await backupOf(other));
    const { body: tried } = await restore(backup, other, '?dry_run=true');
    expect(comparable(await backupOf(other))).toEqual(before);
    const { body: done } = await restore(backup, other);
    expect(tried).toEqual({ ...done, dry_run: true });
  });

  it('is restored once for one request id', async () => {
    const other = await aPerson(open);
    const id = randomUUID();
    const [one, two] = [await restore(backup, other, '', id), await restore(backup, other, '', id)];
    expect(two.body).toEqual(one.body);
    const { body } = await open.as(other.token).get<{ results: unknown[] }>('/api/v1/projects');
    expect(body.results.length).toBe(2);
  });

  interface Ends {
    task_id: string;
    other_id: string;
  }
  const place = expect.stringMatching(/^line \d+\.other_id$/) as never;
  /** The backup with one more relation, like the one that blocks but for its ends. */
  const withRelation = (endsOf: (told: Ends) => Ends) => (): string => {
    const lines = backup.trimEnd().split('\n');
    const at = lines.findIndex((line) => line.includes('"type":"blocks"'));
    const told = JSON.parse(lines[at]) as Ends;
    lines.splice(at + 1, 0, JSON.stringify({ ...told, id: 'one-more', ...endsOf(told) }));
    const end = JSON.stringify({ kind: 'end', lines: lines.length });
    return `${[...lines.slice(0, -1), end].join('\n')}\n`;
  };
  const changed = (from: string, to: string) => (): string => backup.replace(from, to);
  it.each<[string, () => string, string, string]>([
    ['that is none', () => 'Dear diary', 'backup.malformed', 'line 1'],
    ['of another format', () => '{"kind":"cat"}\n', 'backup.malformed', 'line 1'],
    ['of a version to come', changed('"version":1', '"version":2'), 'backup.version', 'line 1.version'],
    ['that ends early', () => backup.slice(0, backup.lastIndexOf('{')), 'backup.incomplete', 'file'],
    ['with a line too few', changed('{"kind":"filter"', '{"kind":"label"'), 'transfer.thing_invalid', 'line 4.query'],
    [
      'with a relation of another type',
      changed('"relates_to"', '"likes"'),
      'transfer.thing_invalid',
      expect.stringMatching(/^line \d+\.type$/) as never,
    ],
    [
      'with a relation twice',
      withRelation(({ task_id, other_id }) => ({ task_id, other_id })),
      'transfer.thing_invalid',
      place,
    ],
    [
      'with a task that relates to itself',
      withRelation(({ task_id }) => ({ task_id, other_id: task_id })),
      'transfer.thing_invalid',
      place,
    ],
    [
      'with a circle',
      withRelation(({ task_id, other_id }) => ({ task_id: other_id, other_id: task_id })),
      'transfer.thing_invalid',
      place,
    ],
    [
      'with a line that is nested too deep',
      () => backup.replace('\n', `\n{"kind":"label","name":${'['.repeat(40_000)}${']'.repeat(40_000)}}\n`),
      'request.too_deep',
      'line 2',
    ],
    ['that goes on after its end', () => `${backup}{}\n`, 'backup.incomplete', expect.any(String) as never],
    ['with settings that are none', changed('Asia/Tokyo', 'Asia/Kyoto'), 'backup.malformed', 'line 2.timezone'],
    ['with bytes that are none', changed('"data":"', '"data":"*'), 'backup.malformed', expect.any(String) as never],
    [
      'with a color that is none',
      changed('"green"', '"grass"'),
      'transfer.thing_invalid',
      expect.stringMatching(/color$/) as never,
    ],
  ])('%s is refused, with the place, and changes nothing', async (_, file, code, field) => {
    const other = await aPerson(open);
    const { status, body } = await restore(file(), other);
    expect([status, body.code, body.field]).toEqual([400, code, field]);
    expect(body.expected).toEqual(expect.any(String));
    const { body: projects } = await open.as(other.token).get<{ results: unknown[] }>('/api/v1/projects');
    expect(projects.results.length).toBe(1);
  });
});
