import { idToBytes } from '#database/id.js';

type Query = (sql: string) => Promise<unknown>;

/** The tables of a schema in which some row holds the id of somebody, or one of the texts, in any of its columns. */
export async function traces(query: Query, id: string, ...texts: string[]): Promise<string[]> {
  const wanted = [idToBytes(id), Buffer.from(id), ...texts.map((text) => Buffer.from(text))];
  const isTrace = (value: unknown): boolean => {
    // JSON comes as objects from some servers
    const bytes = Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value) ?? '');
    return wanted.some((each) => bytes.includes(each));
  };
  const tables = (await query(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
  )) as { name: string }[];
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = (await query(`SELECT * FROM \`${name}\``)) as object[];
    if (rows.some((row) => Object.values(row).some(isTrace))) found.push(name);
  }
  return found.sort();
}
