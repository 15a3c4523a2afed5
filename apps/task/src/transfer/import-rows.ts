import { idToBytes, newId } from '#database/id.js';
import { insertRows } from '#database/insert.js';
import type { CheckedThing } from './check-thing.js';
import { formats } from './format.js';
import { dueColumns, dueOf } from './import-dues.js';
import type { ImportRun, Placed } from './import-run.js';

/** A thing and what became of it. */
export interface Imported {
  thing: CheckedThing;
  placed: Placed;
}

/** Fields that are the moment of the import where the file does not tell them. */
const moments = ['created_at', 'updated_at', 'added_at', 'posted_at'];

/** Writes things of one kind, all with one statement, which goes along with the next. */
export async function insertThings(all: Imported[], run: ImportRun): Promise<void> {
  if (all.length === 0) return;
  const { kind } = all[0].thing;
  const rows = all.map((one) => rowOf(one, run));
  const columns = Object.keys(rows[0]);
  const values = rows.map((row) => columns.map((column) => row[column]));
  await insertRows(formats[kind].table, columns, values, run.transaction);
  if (kind !== 'task') return;
  const labels = all.flatMap(({ thing, placed }) =>
    (thing.labels as string[]).map((name, index) => [idToBytes(placed.id), name.trim(), index]),
  );
  if (labels.length > 0) await insertRows('task_label', ['task_id', 'name', 'position'], labels, run.transaction);
}

function rowOf({ thing, placed }: Imported, run: ImportRun): Record<string, unknown> {
  const { fields } = formats[thing.kind];
  const told = Object.entries(fields).map(([name, rule]) => {
    const { column = name } = rule;
    if (rule.refersTo) return [column, bytesOf(run.referred(thing, name)?.id)];
    const value = moments.includes(name) ? (thing[name] ?? run.reference.now.toISOString()) : thing[name];
    return [column, rule.write ? rule.write(value) : value];
  });
  const row = Object.fromEntries(told) as Record<string, unknown>;
  return { id: idToBytes(placed.id), ...row, ...besides(thing, run, row) };
}

/** Columns that the file does not tell of as they are. */
function besides(thing: CheckedThing, run: ImportRun, row: Record<string, unknown>): Record<string, unknown> {
  const person = idToBytes(run.actor.user_id);
  const own = { user_id: person, version: 1 };
  switch (thing.kind) {
    case 'task':
      return {
        ...own,
        ...dueColumns(dueOf(thing, run)),
        deadline_lang: thing.deadline_date === null ? null : (thing.deadline_lang ?? 'en'),
        responsible_uid: thing.is_mine ? person : null,
        assigned_by_uid: thing.is_mine ? person : null,
      };
    case 'relation':
      return {};
    case 'occurrence':
      return { user_id: person };
    case 'completion':
      // of a task or a project that is no more: it still counts, and nothing else has this id
      return {
        user_id: person,
        task_id: row.task_id ?? idToBytes(newId()),
        project_id: row.project_id ?? idToBytes(newId()),
      };
    case 'comment':
      return {
        posted_uid: person,
        file_id: bytesOf(thing.file_id as string | null),
        file_attachment: thing.file_attachment && JSON.stringify(thing.file_attachment),
        uids_to_notify: null,
        reactions: reactionsOf(thing.reactions as string[], run),
        version: 1,
      };
    case 'label':
    case 'filter':
    case 'project':
    case 'section':
    case 'reminder':
      return own;
  }
}

/** Whoever reacted, it is the restoring person from now on, like whoever wrote it. */
const reactionsOf = (emoji: string[], { actor }: ImportRun): string | null =>
  emoji.length > 0 ? JSON.stringify(Object.fromEntries(emoji.map((each) => [each, [actor.user_id]]))) : null;

const bytesOf = (id: string | null | undefined): Buffer | null => (id == null ? null : idToBytes(id));
