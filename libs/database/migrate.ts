import type { DataSource } from 'typeorm';

const lockSeconds = 60;

/**
 * Brings the schema up to date, once however many replicas start together: each waits for the lock and then finds nothing
 * left to do. A schema that a newer version has migrated already is refused.
 */
export async function migrate(dataSource: DataSource): Promise<void> {
  const lock = `${String(dataSource.options.database)}.migrations`;
  const holder = dataSource.createQueryRunner();
  try {
    const rows = (await holder.query('SELECT GET_LOCK(?, ?) AS got', [lock, lockSeconds])) as unknown as {
      got: unknown;
    }[];
    if (Number(rows[0]?.got) !== 1) throw new Error(`Another process has been migrating ${lock} for ${lockSeconds} s`);
    await dataSource.runMigrations({ transaction: 'none' });
    await refuseNewer(dataSource);
  } finally {
    await holder.query('SELECT RELEASE_LOCK(?)', [lock]).catch(() => undefined);
    await holder.release();
  }
}

async function refuseNewer(dataSource: DataSource): Promise<void> {
  const known = new Set(dataSource.migrations.map(({ name, constructor }) => name ?? constructor.name));
  const applied = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations');
  const unknown = applied.filter(({ name }) => !known.has(name));
  if (unknown.length > 0) {
    throw new Error(`The schema is newer than this version: ${unknown.map(({ name }) => name).join(', ')}`);
  }
}
