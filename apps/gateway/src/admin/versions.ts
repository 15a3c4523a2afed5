import { Injectable } from '@nestjs/common';
import { type About, aboutStorage, aboutTask, aboutUser } from '#contracts/about.contract.js';
import type { Client } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import { InjectClient } from '#messaging/client.js';
import { BrokerConnection } from '#messaging/connection.js';
import { version } from '#service/version.js';
import type { ProcessVersion, Versions } from './admin.schema.js';

/** Milliseconds that a process may take to say what it is. */
const patience = 2000;

/** Asks every process what it is. */
@Injectable()
export class VersionsOfAll {
  constructor(
    @InjectClient(aboutTask) private readonly task: Client<typeof aboutTask>,
    @InjectClient(aboutUser) private readonly user: Client<typeof aboutUser>,
    @InjectClient(aboutStorage) private readonly storage: Client<typeof aboutStorage>,
    private readonly connection: BrokerConnection,
  ) {}

  async get(): Promise<Versions> {
    const { task, user, storage } = this;
    const own = { service: 'gateway', version, node: process.versions.node, database: null, available: true };
    const others = await Promise.all(
      Object.entries({ task, user, storage }).map(([service, { get }]) =>
        ask(service, () => get({}, { timeout: patience })),
      ),
    );
    return { processes: [own, ...others], broker: this.connection.server };
  }
}

async function ask(service: string, get: () => Promise<About>): Promise<ProcessVersion> {
  try {
    return { ...(await get()), available: true };
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'unavailable') throw error;
    return { service, version: '', node: '', database: null, available: false };
  }
}
