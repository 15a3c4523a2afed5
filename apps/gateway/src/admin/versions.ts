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

  /** `frontend` is what the web client's server said of itself on the way here: its version and Node's. */
  async get(frontend?: string): Promise<Versions> {
    const { task, user, storage } = this;
    const own = itself('gateway', version, process.versions.node);
    const [, web, node] = /^(\d[\w.-]*) (\d[\w.-]*)$/.exec(frontend ?? '') ?? [];
    const others = await Promise.all(
      Object.entries({ task, user, storage }).map(([service, { get }]) =>
        ask(service, () => get({}, { timeout: patience })),
      ),
    );
    const first = web && node ? [itself('frontend', web, node)] : [];
    return { processes: [...first, own, ...others], broker: this.connection.server };
  }
}

const itself = (service: string, of: string, node: string): ProcessVersion => ({
  service,
  version: of,
  node,
  database: null,
  available: true,
});

async function ask(service: string, get: () => Promise<About>): Promise<ProcessVersion> {
  try {
    return { ...(await get()), available: true };
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'unavailable') throw error;
    return { service, version: '', node: '', database: null, available: false };
  }
}
