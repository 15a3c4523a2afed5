import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import {
  DataSource,
  type DataSourceOptions,
  type EntityTarget,
  type MigrationInterface,
  type ObjectLiteral,
} from 'typeorm';
import { Readiness } from '#service/health.js';
import { spanRecorder } from '#service/span.js';
import { limitConnections } from './connection-limits.js';
import { isOutage } from './outage.js';
import { type Completion, migrate } from './migrate.js';
import { watchPool } from './pool-watch.js';
import { QuerySpans } from './query-spans.js';
import type { SchemaSettings } from './schema-settings.js';
import { setUpConnections } from './server-settings.js';
import { Transactions } from './transactions.js';

export interface DatabaseOptions extends Partial<SchemaSettings> {
  /** `mysql://account:password@host:port/schema`, for MySQL 8.4+ and MariaDB 10.11+. */
  url: string;
  entities: EntityTarget<ObjectLiteral>[];
  migrations: (new () => MigrationInterface)[];
  complete?: Completion;
  /** Connections of one replica; 10 unless told. */
  poolSize?: number;
}

/** How TypeORM talks to the database: UTC, calendar dates as text, migrations only. */
export function dataSourceOptions({ url, entities, migrations, poolSize = 10 }: DatabaseOptions): DataSourceOptions {
  return {
    type: 'mysql',
    url: url.replace(/^mariadb:/, 'mysql:'),
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: ['DATE'],
    supportBigNumbers: true,
    // several in one journey (session.ts); values never become part of a statement's text
    multipleStatements: true,
    poolSize,
    // the driver makes room for 16,000 a connection, half a megabyte, and MySQL allows as many for all connections together
    extra: { maxPreparedStatements: 500 },
    connectTimeout: 3000,
    synchronize: false,
    entities: entities as Extract<DataSourceOptions, { type: 'mysql' }>['entities'],
    migrations,
    subscribers: spanRecorder() ? [QuerySpans] : [],
  };
}

const retryDelay = 1000;

/** Waits for the database as long as it takes, then brings the schema up to date. */
async function open(
  options: DataSourceOptions,
  { complete, ...schema }: Pick<DatabaseOptions, 'complete' | keyof SchemaSettings>,
): Promise<DataSource> {
  const logger = new Logger('Database');
  for (;;) {
    const dataSource = new DataSource(options);
    try {
      await dataSource.initialize();
      await setUpConnections(dataSource);
      await migrate(dataSource, schema, complete);
      watchPool(dataSource);
      limitConnections(dataSource);
      return dataSource;
    } catch (error) {
      if (dataSource.isInitialized) await dataSource.destroy().catch(() => undefined);
      if (!isOutage(error)) throw error;
      logger.warn(`The database cannot be reached: ${(error as Error).message}`);
      await new Promise((resolve) => setTimeout(resolve, retryDelay));
    }
  }
}

/** The schema of a service: its entities, its migrations, and the one way to begin a transaction. */
@Module({})
export class DatabaseModule {
  static forRoot(options: DatabaseOptions): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [Readiness],
          useFactory: () => ({ ...dataSourceOptions(options), retryAttempts: 0 }),
          dataSourceFactory: (resolved) => open(resolved!, options),
        }),
      ],
      providers: [
        Transactions,
        {
          provide: 'database readiness',
          inject: [DataSource, Readiness],
          useFactory: (dataSource: DataSource, readiness: Readiness) =>
            readiness.register('database', async () => Array.isArray(await dataSource.query('SELECT 1'))),
        },
      ],
      exports: [Transactions],
    };
  }
}
