import { Logger } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { StartRefused } from '#service/start-refused.js';
import { dumpBefore } from './dumps.js';
import type { SchemaSettings } from './schema-settings.js';

/** Seconds between two words about another process that is at it. */
const patience = 60;
const noSuchTable = 1146;

const logger = new Logger('Migrations');

/** What else a schema needs than migrations make, such as triggers: added wherever it is missing, which a restored schema may be. */
export type Completion = (dataSource: DataSource) => Promise<void>;

/**
 * Brings the schema up to date, once however many replicas start together: each waits for the lock and then finds nothing
 * left to do. A schema that has data is written to `dumpDir` first, if there is one. A schema that a newer version has
 * migrated already is refused, and left as it is. Where a job does all that, it waits until the schema is up to date.
 */
export async function migrate(
  dataSource: DataSource,
  { dumpDir = '', migratedBy = 'service' }: Partial<SchemaSettings>,
  complete: Completion = () => Promise.resolve(),
): Promise<void> {
  const schema = await schemaOf(dataSource);
  if (migratedBy === 'job') return untilMigrated(dataSource, schema);
  const lock = `${schema}.migrations`;
  const holder = dataSource.createQueryRunner();
  try {
    while (!(await got(holder.query('SELECT GET_LOCK(?, ?) AS got', [lock, patience])))) {
      logger.warn(`Another process migrates ${schema}, for ${patience} s or more`);
    }
    const { applied, pending } = await compare(dataSource, schema);
    if (applied.length > 0 && pending.length > 0) await dumpBefore(dataSource, schema, { pending, folder: dumpDir });
    await dataSource.runMigrations({ transaction: 'none' });
    await complete(dataSource);
  } finally {
    await holder.query('SELECT RELEASE_LOCK(?)', [lock]).catch(() => undefined);
    await holder.release();
  }
}

async function schemaOf(dataSource: DataSource): Promise<string> {
  const [{ name }] = await dataSource.query<{ name: string }[]>('SELECT DATABASE() AS name');
  return name;
}

async function untilMigrated(dataSource: DataSource, schema: string): Promise<void> {
  for (let told = 0; ; told++) {
    const { pending } = await compare(dataSource, schema);
    if (pending.length === 0) return;
    if (told % patience === 0) logger.warn(`${schema} waits for the job that does ${pending.join(', ')}`);
    await setTimeout(1000);
  }
}

/** What the schema has, and what it lacks; refuses one that has what this version does not know. */
async function compare(dataSource: DataSource, schema: string): Promise<{ applied: string[]; pending: string[] }> {
  const applied = await appliedTo(dataSource);
  const known = dataSource.migrations.map(({ name, constructor }) => name ?? constructor.name);
  refuseNewer(schema, applied, known);
  return { applied, pending: known.filter((name) => !applied.includes(name)) };
}

async function got(answer: Promise<unknown>): Promise<boolean> {
  const [row] = (await answer) as { got: unknown }[];
  return Number(row?.got) === 1;
}

/** The names of the migrations that the schema has; none before the first start. */
async function appliedTo(dataSource: DataSource): Promise<string[]> {
  try {
    const rows = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations');
    return rows.map(({ name }) => name);
  } catch (error) {
    if ((error as { errno?: number }).errno === noSuchTable) return [];
    throw error;
  }
}

function refuseNewer(schema: string, applied: string[], known: string[]): void {
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new StartRefused(
    `The schema ${schema} is of a newer version, which has made ${unknown.join(', ')}. ` +
      'Run that version, or restore what was there before it.',
  );
}
