import { Logger } from '@nestjs/common';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';

/** Dumps of a schema that are kept, the newest. */
const kept = 3;

const logger = new Logger('Migrations');

/**
 * Writes a schema, as it is before migrations change it, to `<schema>-<time>.sql.gz` in a folder, and removes all but the
 * newest of such files there. Without a folder it says that nothing was written.
 */
export async function dumpBefore(
  dataSource: DataSource,
  schema: string,
  { pending, folder }: { pending: string[]; folder: string },
): Promise<void> {
  if (!folder) {
    logger.warn(`${schema} is changed by ${pending.join(', ')} without a dump: DUMP_DIR is not set`);
    return;
  }
  // few processes ever write one
  const { dumpSchemas } = await import('./dump.mjs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const time = new Date().toISOString().replace(/[:.]/g, '-');
  const file = join(folder, `${schema}-${time}.sql.gz`);
  const rows = await dumpSchemas(urlOf(dataSource), [schema], () => `${file}.part`);
  renameSync(`${file}.part`, file);
  removeOlder(folder, schema);
  logger.log(`${file} has the ${rows[schema]} rows of ${schema} before ${pending.join(', ')}`);
}

const urlOf = ({ options }: DataSource): string => (options as { url: string }).url;

function removeOlder(folder: string, schema: string): void {
  const isDump = (name: string): boolean => name.startsWith(`${schema}-`) && name.endsWith('.sql.gz');
  const all = readdirSync(folder).filter(isDump).sort();
  for (const name of all.slice(0, -kept)) rmSync(join(folder, name));
}
