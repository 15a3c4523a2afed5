import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { loseEach } from './nodes.js';
import { System } from './system/system.js';

const nodes = 3;
const withoutKey = `
  SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES
  WHERE TABLE_SCHEMA LIKE 'errand\\_%' AND TABLE_TYPE = 'BASE TABLE' AND (TABLE_SCHEMA, TABLE_NAME) NOT IN
    (SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLE_CONSTRAINTS WHERE CONSTRAINT_TYPE = 'PRIMARY KEY')`;

describe.each([
  ['used one node at a time', { spread: false }],
  ['whose nodes all are written to', { spread: true }],
])('a Galera cluster %s', (_how, options) => {
  let started: Awaited<ReturnType<typeof System.onGalera>>;

  beforeAll(async () => {
    started = await System.onGalera(nodes, options);
  }, 180_000);

  afterAll(async () => {
    await started?.system.stopProcesses();
    await started?.cluster.remove();
    await started?.system.remove();
  }, 120_000);

  it('finds a primary key in every table', async () => {
    const connection = await createConnection(started.system.databaseUrl);
    const [tables] = await connection.query(withoutKey);
    await connection.end();
    expect(tables).toEqual([]);
  });

  it('may lose any of its nodes: all is well soon after, and nothing is lost or done twice', async () => {
    const name = options.spread ? 'galera-spread' : 'galera';
    expect(await loseEach(started.cluster, nodes, started.system, name)).toEqual([]);
  }, 300_000);
});
