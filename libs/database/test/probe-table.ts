import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../database.module.js';
import { Transactions } from '../transactions.js';

/** A table of a test's own, and what works on it. */
export interface ProbeTable {
  dataSource: DataSource;
  transactions: Transactions;
  remove(): Promise<void>;
}

export async function probeTable(name: string, columns: string): Promise<ProbeTable> {
  const options = dataSourceOptions({ url: process.env.TASK_DATABASE_URL!, entities: [], migrations: [] });
  const dataSource = await new DataSource(options).initialize();
  await dataSource.query(`CREATE TABLE ${name} (${columns})`);
  return {
    dataSource,
    transactions: new Transactions(dataSource),
    async remove() {
      await dataSource.query(`DROP TABLE ${name}`);
      await dataSource.destroy();
    },
  };
}
