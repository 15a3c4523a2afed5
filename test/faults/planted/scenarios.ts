import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { setTimeout } from 'node:timers/promises';
import { eventQueue } from '#messaging/topology.js';
import type { PlantedBug } from '#messaging/planted-bug.js';
import { eventually } from '#testing/eventually.js';
import type { Proxy } from '#testing/proxy.js';
import type { Writer } from '../clients/writer.js';
import type { Copies } from '../nemesis/copies.js';
import { Random } from '../random.js';
import { depthOf } from '../system/queues.js';
import type { ProcessName, System } from '../system/system.js';

/** What a scenario works with: a system, somebody who writes into it, and copies of the messages on their way. */
export interface Scene {
  system: System;
  writer: Writer;
  copies: Copies;
  random: Random;
}

/** What has to happen for a bug to show, and the rule that it then breaks. */
export interface Scenario {
  bug: PlantedBug;
  /** The process that has it. */
  process: ProcessName;
  rule: string;
  play(scene: Scene): Promise<void>;
}

/** Milliseconds that a bug gets to show; without it nothing comes, however long one waits. */
const chance = 2500;

export const scenarios: Scenario[] = [
  {
    bug: 'no-inbox',
    process: 'ledger',
    rule: 'event applied twice',
    /** An event is delivered twice. */
    async play({ system, writer, copies, random }) {
      await completeATask(writer);
      await published(system);
      await copies.repeatEvents(100, random);
    },
  },
  {
    bug: 'event-acknowledged-before-commit',
    process: 'ledger',
    rule: 'event lost',
    /** A consumer dies while it waits for its database to commit. */
    async play({ system, writer }) {
      system.link('ledger-database').hang();
      await completeATask(writer);
      await published(system);
      await eventually(async () => {
        if ((await depthOf(system.brokerUrl, eventQueue('ledger'))) > 0) throw new Error('It has not been delivered');
      });
      await fetch(`${system.addressOf('ledger')}/health/live`); // it has done what it does at once
      await system.kill('ledger');
      await system.link('ledger-database').heal();
      await system.begin('ledger');
      await system.ready('ledger');
    },
  },
  {
    bug: 'answer-before-commit',
    process: 'task',
    rule: 'acknowledged write lost',
    /** A service dies while its commit is on the way to the database. */
    async play({ system, writer }) {
      const link = system.link('task-database');
      link.loseFrom('COMMIT', 'Doomed');
      const adding = writer.perform('add', 'Doomed');
      await lost(link);
      await Promise.race([adding, setTimeout(chance)]);
      await system.kill('task');
      await link.heal();
      await system.begin('task');
      await adding;
    },
  },
  {
    bug: 'event-recorded-outside-transaction',
    process: 'user',
    rule: 'event of nothing',
    /** A service dies while the commit of a transaction that has recorded an event is on the way to the database. */
    async play({ system, writer }) {
      const before = await taken(system, 'user.registered');
      const link = system.link('user-database');
      link.loseFrom('COMMIT', '$argon2');
      const registering = writer.perform('register');
      await lost(link);
      for (const until = Date.now() + chance; Date.now() < until;) {
        if ((await taken(system, 'user.registered')) > before) break;
        await setTimeout(100);
      }
      await system.kill('user');
      await link.heal();
      await system.begin('user');
      await registering;
    },
  },
  {
    bug: 'no-idempotency',
    process: 'task',
    rule: 'written twice',
    /** A command is delivered twice. */
    async play({ writer, copies, random }) {
      await writer.perform('add');
      await copies.repeatCommands(20, random);
    },
  },
];

async function completeATask(writer: Writer): Promise<void> {
  await writer.perform('add');
  await writer.perform('close');
}

const lost = (link: Proxy): Promise<void> =>
  eventually(() => {
    if (link.silent === 0) throw new Error('There was no commit yet');
  });

/** Waits until the task service has nothing left to publish. */
async function published(system: System): Promise<void> {
  await eventually(async () => {
    if ((await count(system, 'SELECT COUNT(*) AS count FROM errand_task.outbox')) > 0) throw new Error('There is more');
  });
}

const taken = (system: System, type: string): Promise<number> =>
  count(system, `SELECT COUNT(*) AS count FROM errand_ledger.effect WHERE type = '${type}'`);

async function count(system: System, sql: string): Promise<number> {
  const connection = await createConnection(system.databaseUrl);
  try {
    return Number((await connection.query<RowDataPacket[]>(sql))[0][0].count);
  } finally {
    await connection.end();
  }
}
