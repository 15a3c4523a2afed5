import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { createConnection, escape, escapeId } from 'mysql2/promise';

/** Characters of a statement that inserts rows, about: well below what servers take at a time. */
const statementSize = 256 * 1024;

/**
 * Writes each schema to a file of its own, all as they are at the same moment, while others write. A file is compressed and has
 * a statement a line, which this command and the servers' own clients can run.
 *
 * @param {string} url of an account that may read all of them
 * @param {string[]} schemas
 * @param {(schema: string) => string} fileOf
 * @returns {Promise<Record<string, number>>} rows by schema
 */
export async function dumpSchemas(url, schemas, fileOf) {
  const connection = await createConnection({ uri: url.replace(/^mariadb:/, 'mysql:'), charset: 'utf8mb4' });
  try {
    await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT');
    const rows = {};
    for (const schema of schemas) {
      rows[schema] = 0;
      const lines = schemaLines(connection, schema, () => rows[schema]++);
      await pipeline(lines, createGzip(), createWriteStream(fileOf(schema), { mode: 0o600 }));
    }
    return rows;
  } finally {
    await connection.end();
  }
}

async function* schemaLines(connection, schema, onRow) {
  yield 'SET NAMES utf8mb4;\nSET FOREIGN_KEY_CHECKS = 0;\n';
  const [tables] = await connection.query(
    'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? ORDER BY TABLE_NAME',
    [schema],
  );
  for (const { name } of tables) yield* tableLines(connection, schema, name, onRow);
  yield 'SET FOREIGN_KEY_CHECKS = 1;\n';
}

async function* tableLines(connection, schema, table, onRow) {
  const from = `${escapeId(schema)}.${escapeId(table)}`;
  const [[created]] = await connection.query(`SHOW CREATE TABLE ${from}`);
  // MySQL says of a column that was made from such text what it does not say of one that took the table's character set
  const definition = created['Create Table']
    .replaceAll('\n', ' ')
    .replaceAll(' CHARACTER SET utf8mb4 COLLATE ', ' COLLATE ');
  yield `DROP TABLE IF EXISTS ${escapeId(table)};\n${definition};\n`;

  const kinds = await columnsOf(connection, schema, table);
  const names = [...kinds.keys()].map((name) => escapeId(name)).join(', ');
  const beginning = `INSERT INTO ${escapeId(table)} (${names}) VALUES `;
  const typeCast = (field) => written(field, kinds.get(field.name));
  const rows = connection.connection
    .query({ sql: `SELECT ${names} FROM ${from}`, rowsAsArray: true, typeCast })
    .stream();
  let line = '';
  for await (const row of rows) {
    onRow();
    line += `${line ? ', ' : beginning}(${row.join(', ')})`;
    if (line.length < statementSize) continue;
    yield `${line};\n`;
    line = '';
  }
  if (line) yield `${line};\n`;
}

/** The columns of a table with their types, without those that the server works out by itself: they cannot be inserted. */
async function columnsOf(connection, schema, table) {
  const [columns] = await connection.query(
    `SELECT COLUMN_NAME AS name, DATA_TYPE AS type FROM information_schema.COLUMNS
     WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND COALESCE(GENERATION_EXPRESSION, '') = ''
     ORDER BY ORDINAL_POSITION`,
    [schema, table],
  );
  return new Map(columns.map(({ name, type }) => [name, type.toLowerCase()]));
}

/** A value as a statement has it: numbers as they are, bytes in hexadecimal, all else quoted. */
function written(field, type) {
  if (/binary|blob/.test(type)) {
    const bytes = field.buffer();
    if (bytes === null) return 'NULL';
    return bytes.length === 0 ? "''" : `0x${bytes.toString('hex')}`;
  }
  const text = field.string('utf8');
  if (text === null) return 'NULL';
  return /int|decimal|float|double|year/.test(type) ? text : escape(text);
}
