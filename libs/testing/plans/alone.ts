import type { INestApplication } from '@nestjs/common';
import { createConnection } from 'mysql2/promise';
import { DataSource } from 'typeorm';
import { Environment, type ProcessSettings } from '#service/environment.js';
import { createService, type Service } from '#service/run.js';
import { actorSettings } from '../actors.js';

type Classes = Record<string, abstract new (...parameters: never[]) => unknown>;

/** A service without anything that it does by itself: nobody else's work shows in the counters. */
export interface Alone<C extends Classes> {
  app: INestApplication;
  dataSource: DataSource;
  databaseUrl: string;
  /** What was asked for by class. */
  handlers: { [K in keyof C]: InstanceType<C[K]> };
  /** Runs a statement of the test's own, on a connection that nobody watches. */
  beside: <T>(sql: string, values?: unknown[]) => Promise<T>;
  stop(): Promise<void>;
}

/** A service on a schema of its own, which no broker leads to, with what of it is to be called. `overrides` are environment variables. */
export async function startAlone<S extends ProcessSettings, C extends Classes>(
  service: Service<S>,
  classes: C,
  overrides: Record<string, string> = {},
): Promise<Alone<C>> {
  const url = new URL(process.env.ERRAND_TEST_ADMIN_DATABASE_URL!);
  const schema = `errand_${service.name}_plans_${process.pid}`;
  const run = async (where: string, sql: string, values?: unknown[]): Promise<unknown> => {
    const connection = await createConnection(where);
    const [answer] = await connection.query(sql, values).finally(() => connection.end());
    return answer;
  };
  await run(url.href, `CREATE DATABASE ${schema} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`);
  const databaseUrl = Object.assign(new URL(url), { pathname: `/${schema}` }).href;
  const variables = { ...actorSettings, ...process.env, LOG_LEVEL: 'error', ...overrides };
  const own = { [`${service.name.toUpperCase()}_DATABASE_URL`]: databaseUrl };
  const { app } = await createService(service, new Environment({ ...variables, ...own }));
  const got = Object.entries(classes).map(([name, each]) => [name, app.get<object>(each, { strict: false })]);
  const dataSource = app.get(DataSource, { strict: false });
  return {
    app,
    dataSource,
    databaseUrl,
    handlers: Object.fromEntries(got) as Alone<C>['handlers'],
    beside: <T>(sql: string, values?: unknown[]) => run(databaseUrl, sql, values) as Promise<T>,
    async stop() {
      await dataSource.destroy();
      await run(url.href, `DROP DATABASE ${schema}`);
    },
  };
}
