import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { bytesToId } from '#database/id.js';
import type { Effect, State, TaskRow } from '../checker/state.js';
import type { Api } from '../clients/api.js';
import type { Operation } from '../history.js';
import { deadLetters, waitingMessages } from './queues.js';
import type { System } from './system.js';

/** A system that can be looked into. */
export interface Readable extends Pick<System, 'gatewayUrl' | 'databaseUrl' | 'brokerUrl'> {
  addressOf(name: 'gateway'): string;
}

/** A client's way to look at what it wrote. */
export interface Reader {
  api: Api;
  email: string;
}

/** Files that are fetched and compared. */
const downloads = 40;
const pageSize = 200;

type Row = Record<string, unknown>;
type Query = (sql: string) => Promise<Row[]>;

/** Reads all that a run is judged by. */
export async function gather(
  system: Readable,
  readers: readonly Reader[],
  operations: readonly Operation[],
): Promise<State> {
  const connection = await createConnection(system.databaseUrl);
  const query: Query = async (sql) => (await connection.query<RowDataPacket[]>(sql))[0].map(readable);
  try {
    const rows = {
      tasks: (await query(taskQuery)) as unknown as TaskRow[],
      comments: (await query(
        'SELECT id, content, file_id AS fileId FROM errand_task.comment',
      )) as unknown as State['comments'],
      trashed: (await query(
        'SELECT id, file_id AS fileId FROM errand_task.trashed_comment',
      )) as unknown as State['trashed'],
      accounts: (await query('SELECT id, email FROM errand_user.account')) as unknown as State['accounts'],
      members: (await query(
        'SELECT id, email, version FROM errand_task.member WHERE deleted_at IS NULL',
      )) as unknown as State['members'],
      inboxes: ids(await query('SELECT id FROM errand_task.project WHERE id = user_id')),
      deletions: (await query(deletionQuery)) as unknown as State['deletions'],
      orphans: (await query(orphanQuery)) as unknown as State['orphans'],
      references: (await query(referenceQuery)) as unknown as State['references'],
      files: ids(await query('SELECT id FROM errand_storage.file')),
      effects: (await query(effectQuery)) as unknown as Effect[],
    };
    return {
      ...rows,
      deadLetters: await deadLetters(system.brokerUrl),
      leftovers: await leftovers(system),
      seen: await Promise.all(readers.map(readOpenTasks)),
      wrongDownloads: await download(readers, operations, rows.comments),
    };
  } finally {
    await connection.end();
  }
}

const taskQuery = `
  SELECT task.id, account.email, task.description, task.content, task.version, task.completed_at IS NOT NULL AS completed
  FROM errand_task.task JOIN errand_user.account ON account.id = task.user_id`;
const deletionQuery = 'SELECT account_id AS id, completed_at IS NOT NULL AS completed FROM errand_user.deletion';
const orphanQuery = ['errand_task.project user_id', 'errand_task.task user_id', 'errand_storage.file owner_id']
  .map((owned) => owned.split(' '))
  .map(
    ([table, owner]) =>
      `SELECT '${table}' AS \`where\`, id FROM ${table} WHERE ${owner} NOT IN (SELECT id FROM errand_user.account)`,
  )
  .join(' UNION ALL ');
const referenceQuery = 'SELECT file_id AS fileId, comment_id AS commentId, removed FROM errand_storage.file_reference';
const effectQuery = 'SELECT event_id AS eventId, type, subject, version FROM errand_ledger.effect';

/** Ids as text, and flags as such. */
function readable(row: Row): Row {
  const flags = new Set(['completed', 'removed']);
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (Buffer.isBuffer(value)) return [name, bytesToId(value)];
      return [name, flags.has(name) ? Boolean(value) : value];
    }),
  );
}

const ids = (rows: Row[]): string[] => rows.map(({ id }) => String(id));

/** What should be nothing once nobody asks for anything: messages on their way, unpublished events, calls that wait. */
export async function leftovers(system: Readable): Promise<State['leftovers']> {
  const connection = await createConnection(system.databaseUrl);
  const outboxes = [];
  for (const schema of ['errand_user', 'errand_task', 'errand_storage', 'errand_ledger']) {
    const [[row]] = await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS count FROM ${schema}.outbox`);
    outboxes.push({ where: `${schema}.outbox`, count: Number(row.count) });
  }
  await connection.end();
  const calls = { where: 'calls of the gateway', count: await pendingCalls(system) };
  return [...(await waitingMessages(system.brokerUrl)), ...outboxes, calls];
}

async function pendingCalls(system: Readable): Promise<number> {
  const text = await (await fetch(`${system.addressOf('gateway')}/metrics`)).text();
  const each = [...text.matchAll(/^errand_command_calls_pending\{.*\} (\d+)$/gm)];
  return each.length > 0 ? each.reduce((sum, [, count]) => sum + Number(count), 0) : NaN;
}

interface Page {
  results: { id: string }[];
  next_cursor: string | null;
}

async function readOpenTasks({ api, email }: Reader): Promise<State['seen'][number]> {
  const openTasks: string[] = [];
  await api.login(email, AbortSignal.timeout(10_000));
  for (let cursor: string | null = ''; cursor !== null;) {
    const from: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await api.get<Page>(`/api/v1/tasks?limit=${pageSize}${from}`, AbortSignal.timeout(10_000));
    openTasks.push(...body.results.map(({ id }) => id));
    cursor = body.next_cursor;
  }
  return { email, openTasks };
}

async function download(
  readers: readonly Reader[],
  operations: readonly Operation[],
  comments: State['comments'],
): Promise<State['wrongDownloads']> {
  const there = new Set(comments.map(({ id }) => id));
  const kept = operations.filter(
    ({ kind, outcome, result }) => kind === 'comment' && outcome === 'ok' && there.has(result.id),
  );
  const wrong = [];
  for (const { writer, input, result } of kept.slice(-downloads)) {
    const expected = `200 ${input.bytes}`;
    const found = await readers[writer].api.download(result.file_url, AbortSignal.timeout(10_000));
    if (found !== expected) wrong.push({ url: result.file_url, expected, found });
  }
  return wrong;
}
