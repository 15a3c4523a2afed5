import { invalid } from '#contracts/failure.js';
import type { Thing } from '#contracts/transfer.contract.js';
import { type CsvContext, thingsOfCsv } from './csv-reader.js';
import type { SpooledZip } from './spooled-zip.js';

export type TodoistContext = Pick<CsvContext, 'timezone' | 'personId' | 'lose'>;

const longestName = 120;

/** One CSV file, which becomes a project of its name. */
export async function* thingsOfFile(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  context: TodoistContext,
): AsyncGenerator<Thing> {
  yield projectOf(name, 'project', name, 1);
  yield* thingsOfCsv(bytes, { ...context, projectId: 'project', place: '', prefix: '' });
}

/** An archive with a CSV file for each project; that of the Inbox goes into the Inbox. */
export async function* thingsOfArchive(zip: SpooledZip, context: TodoistContext): AsyncGenerator<Thing> {
  const names = zip.names.filter((name) => /\.csv$/i.test(name));
  if (names.length === 0) throw invalid('archive.malformed', 'file', 'CSV files in the archive');
  for (const [index, name] of names.entries()) {
    const projectId = `project ${index}`;
    yield projectOf(name, projectId, name, index + 1);
    yield* thingsOfCsv(zip.open(name), { ...context, projectId, place: `${name} `, prefix: `${index} ` });
  }
}

/** Todoist calls the files of a backup like `Garden [2203306141].csv`. */
function projectOf(file: string, id: string, at: string, position: number): Thing {
  const base = file
    .replace(/^.*[\\/]/, '')
    .replace(/\.csv$/i, '')
    .replace(/ ?\[\w+\]$/, '');
  const name = base.trim().slice(0, longestName) || 'Import';
  return { kind: 'project', id, at: at.slice(0, 255), name, position, is_inbox: name === 'Inbox' };
}
