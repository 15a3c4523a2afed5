import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { idToBytes } from '#database/id.js';
import { deferredStatement } from '#database/statement.js';
import { noteBack } from './note-back.js';
import { belongings, type TrashedTable, trashedTables, type TrashKind } from './trashed-tables.js';

/** A thing that is deleted, for people to know it again. */
interface Root {
  id: string;
  name: string;
  /** What it belongs to; a project belongs to itself. */
  projectId: string;
}

/** Characters of a thing's text that the trash shows of it. */
const shownLength = 500;

/**
 * Moves rows out of the tables that everything reads, and back, a statement for each table. The caller holds the lock of
 * every project concerned, or of the one comment that is meant. Nothing here is waited for: what goes wrong shows with the next statement or the commit.
 */
@Injectable()
export class TrashBin {
  /**
   * Puts a thing into the trash, with everything that belongs to it. `ids` are the thing and what is under it in its own
   * tree, `depth` levels deep.
   */
  async put(
    kind: Exclude<TrashKind, 'label'>,
    root: Root,
    { ids, depth }: { ids: string[]; depth: number },
    actor: Actor,
    transaction: EntityManager,
  ): Promise<void> {
    const [id, name] = [idToBytes(root.id), shown(root.name)];
    await deferredStatement(
      transaction,
      `INSERT INTO trash (id, kind, name, depth, deleted_by, deleted_at, owner_id, project_id, project_name)
       SELECT ?, ?, ?, LEAST(?, 65535), ?, UTC_TIMESTAMP(3), user_id, id, name FROM project WHERE id = ?`,
      [id, kind, name, depth, idToBytes(actor.user_id), idToBytes(root.projectId)],
    );
    await take(kind, `FROM ${kind} live WHERE live.id IN (?)`, [id, ids.map(idToBytes)], transaction);
    for (const { table, holder, column, unless } of belongings[kind]) {
      const source = `FROM trashed_${holder} held STRAIGHT_JOIN ${table} live ON live.${column} = held.id`;
      const taken = `(SELECT id FROM trashed_${holder} WHERE trash_id = held.trash_id)`;
      const left = unless ? `AND live.${unless} NOT IN ${taken}` : '';
      await take(table, `${source} WHERE held.trash_id = ? ${left}`, [id, id], transaction);
    }
    await count(id, transaction);
    // tasks first: a cascade that meets subtasks a few levels deep is too much for MySQL 9.7 (error 6575)
    if (kind === 'project' || kind === 'section') await drop('task', id, transaction);
    await drop(kind, id, transaction);
  }

  /** Puts a label into the trash, and with it that it was on these tasks. */
  async putLabel(
    label: { id: string; name: string },
    tasks: Buffer[],
    actor: Actor,
    transaction: EntityManager,
  ): Promise<void> {
    const [id, owner] = [idToBytes(label.id), idToBytes(actor.user_id)];
    await deferredStatement(
      transaction,
      `INSERT INTO trash (id, kind, name, depth, deleted_by, deleted_at, owner_id)
       VALUES (?, 'label', ?, 0, ?, UTC_TIMESTAMP(3), ?)`,
      [id, label.name, owner, owner],
    );
    await take('label', 'FROM label live WHERE live.id = ?', [id, id], transaction);
    if (tasks.length > 0) {
      const source = 'FROM task_label live WHERE live.name = ? AND live.task_id IN (?)';
      await take('task_label', source, [id, label.name, tasks], transaction);
      const same = 'live.task_id = gone.task_id AND live.name = gone.name';
      const from = `trashed_task_label gone STRAIGHT_JOIN task_label live ON ${same}`;
      await deferredStatement(transaction, `DELETE live FROM ${from} WHERE gone.trash_id = ?`, [id]);
    }
    await drop('label', id, transaction);
  }

  /** Puts the rows of a thing back as they are in the trash, and empties it of them. */
  async takeOut(kind: TrashKind, rootId: string, transaction: EntityManager): Promise<void> {
    const id = idToBytes(rootId);
    const tables = new Set<TrashedTable>([kind, ...belongings[kind].map(({ table }) => table)]);
    for (const table of tables) await putBack(table, id, transaction);
    if (kind === 'label') await putOnTasks(id, transaction);
    await noteBack(kind, id, transaction);
    await deferredStatement(transaction, 'DELETE FROM trash WHERE id = ?', [id]);
  }
}

const shown = (name: string): string =>
  name.length > shownLength ? `${[...name].slice(0, shownLength - 1).join('')}…` : name;

/** Copies rows to the trash, locked so that nobody who changes one row alone comes in between. */
function take(table: TrashedTable, source: string, values: unknown[], transaction: EntityManager): Promise<void> {
  const names = trashedTables[table];
  return deferredStatement(
    transaction,
    `INSERT INTO trashed_${table} (trash_id, ${names.join(', ')})
     SELECT ?, ${names.map((name) => `live.${name}`).join(', ')} ${source} FOR UPDATE`,
    values,
  );
}

/** Deletes rows that are in the trash by now; what is held by them goes by cascade. */
function drop(table: TrashedTable, id: Buffer, transaction: EntityManager): Promise<void> {
  const from = `trashed_${table} gone STRAIGHT_JOIN ${table} live ON live.id = gone.id`;
  return deferredStatement(transaction, `DELETE live FROM ${from} WHERE gone.trash_id = ?`, [id]);
}

function count(id: Buffer, transaction: EntityManager): Promise<void> {
  const counts = (['project', 'section', 'task', 'comment'] as const).map(
    (table) => `${table}s = (SELECT COUNT(*) FROM trashed_${table} WHERE trash_id = trash.id)`,
  );
  return deferredStatement(transaction, `UPDATE trash SET ${counts.join(', ')} WHERE id = ?`, [id]);
}

async function putBack(table: TrashedTable, id: Buffer, transaction: EntityManager): Promise<void> {
  const names = trashedTables[table];
  const nests = names.includes('parent_id');
  // a parent has to be there before its children name it
  const values = names.map((name) => (name === 'parent_id' ? 'NULL' : name));
  await deferredStatement(
    transaction,
    `INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM trashed_${table} WHERE trash_id = ?`,
    [id],
  );
  if (!nests) return;
  await deferredStatement(
    transaction,
    `UPDATE trashed_${table} back STRAIGHT_JOIN ${table} live ON live.id = back.id
     SET live.parent_id = back.parent_id WHERE back.trash_id = ? AND back.parent_id IS NOT NULL`,
    [id],
  );
}

/** The projects that still belong to whom the label belongs to. */
const owned = `JOIN trash ON trash.id = back.trash_id
  JOIN project ON project.id = task.project_id AND project.user_id = trash.owner_id`;

/** Puts a label on those tasks that it was on, that are still there and the person's, and do not carry it again. */
async function putOnTasks(id: Buffer, transaction: EntityManager): Promise<void> {
  const source = `trashed_task_label back JOIN task ON task.id = back.task_id ${owned}
    LEFT JOIN task_label present ON present.task_id = back.task_id AND present.name = back.name
    WHERE back.trash_id = ? AND present.task_id IS NULL`;
  await deferredStatement(
    transaction,
    `INSERT INTO task_label (task_id, name, position) SELECT back.task_id, back.name, back.position FROM ${source}`,
    [id],
  );
  await deferredStatement(
    transaction,
    `UPDATE trashed_task_label back STRAIGHT_JOIN task ON task.id = back.task_id ${owned}
     SET task.version = task.version + 1, task.updated_at = UTC_TIMESTAMP(3) WHERE back.trash_id = ?`,
    [id],
  );
}
