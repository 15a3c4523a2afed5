import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Thing } from '#contracts/transfer.contract.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { TaskLabels } from '../task/task-labels.js';
import type { Source } from './export-sources.js';
import { formats } from './format.js';

interface Known {
  id: Buffer;
  parent_id?: Buffer | null;
}
type Row = Record<string, unknown> & { id: Buffer };

/** Rows that are read at a time. */
const batch = 500;
/** Characters of JSON after which a page is full. */
const pageSize = 256 * 1024;

/** What a kind has beyond the columns that are written as they are. */
const besides: Record<string, string[]> = {
  project: ['user_id'],
  task: ['responsible_uid', 'user_id'],
  comment: ['file_id', 'file_attachment', 'reactions'],
};

/** Reads what there is, as a file tells it: what is above or referred to comes before what is under it or refers to it. */
@Injectable()
export class ExportReader {
  constructor(private readonly labels: TaskLabels) {}

  /** Page by page, all of it in the snapshot that it is called in. */
  async *pages(sources: Source[], ownerId: string, snapshot: EntityManager): AsyncGenerator<Thing[]> {
    const exported = new Map<string, number>();
    let page: Thing[] = [];
    let size = 0;
    for (const source of sources) {
      const rows = await statement<Known[]>(snapshot, source.sql, source.parameters);
      const ids = inOrder(rows, ownerId);
      for (let from = 0; from < ids.length; from += batch) {
        const some = ids.slice(from, from + batch);
        if (source.kind === 'project' || source.kind === 'task') for (const id of some) exported.set(id, exported.size);
        for (const thing of await this.read(source, some, ownerId, exported, snapshot)) {
          const length = JSON.stringify(thing).length;
          if (page.length === batch || (page.length > 0 && size + length > pageSize)) {
            yield page;
            [page, size] = [[], 0];
          }
          page.push(thing);
          size += length;
        }
      }
    }
    if (page.length > 0) yield page;
  }

  private async read(
    { kind }: Source,
    ids: string[],
    ownerId: string,
    exported: Map<string, number>,
    snapshot: EntityManager,
  ): Promise<Thing[]> {
    const { table, fields } = formats[kind];
    const own = Object.entries(fields).map(([name, { column = name }]) =>
      column === name ? name : `${column} AS ${name}`,
    );
    const columns = ['id', ...own, ...(besides[kind] ?? [])];
    const sql = `SELECT ${columns.join(', ')} FROM ${table} WHERE id IN (?)`;
    const rows = await statement<Row[]>(snapshot, sql, [ids.map(idToBytes)]);
    const byId = new Map(rows.map((row) => [bytesToId(row.id), row]));
    const labels = kind === 'task' ? await this.labels.of(ids, snapshot) : undefined;
    return ids.flatMap((id) => {
      const row = byId.get(id);
      if (!row) return [];
      const told = Object.entries(fields).map(([name, rule]) => {
        const value = row[name];
        if (rule.refersTo) return [name, known(value as Buffer | null, kind === 'completion' ? exported : undefined)];
        return [name, rule.read ? rule.read(value) : value];
      });
      const owner = idToBytes(ownerId);
      const more = {
        ...(kind === 'project' && { is_inbox: id === bytesToId(row.user_id as Buffer) }),
        ...(kind === 'task' && {
          labels: labels?.get(id) ?? [],
          is_mine: (row.responsible_uid as Buffer | null)?.equals(owner) ?? false,
        }),
        ...(row.type === 'relates_to' && endsInOrder(row, exported)),
        ...(kind === 'comment' && {
          file_id: row.file_id && bytesToId(row.file_id as Buffer),
          file_attachment: row.file_attachment && (JSON.parse(row.file_attachment as string) as unknown),
          reactions: row.reactions ? Object.keys(JSON.parse(row.reactions as string) as object) : [],
        }),
      };
      return [{ kind, id, ...Object.fromEntries(told), ...more } as Thing];
    });
  }
}

const known = (id: Buffer | null, exported: Map<string, number> | undefined): string | null => {
  const text = id && bytesToId(id);
  return text && (!exported || exported.has(text)) ? text : null;
};

/** Of two tasks that relate to each other, the one that is told first comes first, as it will where both are restored. */
function endsInOrder({ task_id, other_id }: Row, told: ReadonlyMap<string, number>): Record<string, string> {
  const ends = [task_id, other_id].map((id) => bytesToId(id as Buffer)).sort((a, b) => told.get(a)! - told.get(b)!);
  return { task_id: ends[0], other_id: ends[1] };
}

/** By level in the tree, and on each level in the order in which they were made; the owner's Inbox is first. */
function inOrder(rows: Known[], inboxId: string): string[] {
  const parents = new Map(rows.map(({ id, parent_id }) => [bytesToId(id), parent_id ? bytesToId(parent_id) : null]));
  const levels = new Map<string, number>();
  for (const start of parents.keys()) {
    const line: string[] = [];
    let id: string | null | undefined = start;
    while (id && !levels.has(id) && parents.has(id)) {
      line.push(id);
      id = parents.get(id);
    }
    let level = id ? (levels.get(id) ?? -1) : -1;
    for (const each of line.reverse()) levels.set(each, ++level);
  }
  const rank = (id: string): number => (id === inboxId ? -1 : levels.get(id)!);
  return [...parents.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
