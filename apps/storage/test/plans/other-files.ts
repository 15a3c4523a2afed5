import type { DataSource } from 'typeorm';
import { idToBytes, newId } from '#database/id.js';

const files = 3000;
const old = 'UTC_TIMESTAMP(3) - INTERVAL 60 DAY';
/** An id that follows from the file's. */
const id = (what: string): string => `UNHEX(LEFT(SHA2(CONCAT('${what}', HEX(id)), 256), 32))`;

/** Most are on a comment for long, some were announced just now; a few contents are of no use any more. */
const statements = [
  `INSERT INTO blob_content (hash) SELECT hash FROM (SELECT UNHEX(SHA2(HEX(id), 256)) AS hash FROM file) made`,
  `UPDATE file SET hash = UNHEX(SHA2(HEX(id), 256)), size = 10, uploaded_at = prepared_at, carried = TRUE`,
  `INSERT INTO file_reference (file_id, comment_id, removed) SELECT id, ${id('comment')}, FALSE FROM file`,
  `INSERT INTO file (id, owner_id, name, type, prepared_at)
   SELECT ${id('new')}, owner_id, 'new.txt', 'text/plain', UTC_TIMESTAMP(3) FROM file LIMIT 50`,
  `INSERT INTO blob_content (hash, unused_since)
   SELECT UNHEX(SHA2(CONCAT('unused', HEX(id)), 256)), UTC_TIMESTAMP(3) FROM file LIMIT 20`,
  `INSERT INTO deleted_account (id, deleted_at) SELECT ${id('gone')}, ${old} FROM file`,
];

/** Fills the service's tables with other people's files, ten of each. */
export async function seedOtherFiles(dataSource: DataSource): Promise<void> {
  const ids = Array.from({ length: files }, () => idToBytes(newId()));
  const at = new Date(Date.now() - 60 * 86_400_000);
  const rows = ids.map((id, n) => [id, ids[n - (n % 10)], 'old.txt', 'text/plain', at]);
  await dataSource.query('INSERT INTO file (id, owner_id, name, type, prepared_at) VALUES ?', [rows]);
  for (const sql of statements) await dataSource.query(sql);
}
