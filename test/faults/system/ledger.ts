import { createConnection } from 'mysql2/promise';
import { fileURLToPath } from 'node:url';
import { eachLine } from '../../../scripts/process/output.mjs';
import { freePort } from '../../../scripts/process/ports.mjs';
import { spawnRecorded, stopOne } from '../../../scripts/process/record.mjs';
import { untilServiceReady } from '../../../scripts/services.mjs';

export const ledgerSchema = 'errand_ledger';

/** The process that takes every event and writes down each effect: see ledger-main.mjs. */
export class Ledger {
  private constructor(
    private readonly dir: string,
    private readonly port: number,
    private readonly env: Record<string, string>,
    private readonly log: string[],
  ) {}

  /** Makes its schema; it does not start it yet. */
  static async of(dir: string, administratorUrl: string, env: Record<string, string>, log: string[]): Promise<Ledger> {
    const connection = await createConnection(administratorUrl);
    await connection.query(`CREATE DATABASE IF NOT EXISTS ${ledgerSchema} CHARACTER SET utf8mb4`);
    await connection.end();
    return new Ledger(dir, await freePort(), env, log);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  start(overrides: Record<string, string> = {}): void {
    const main = fileURLToPath(new URL('ledger-main.mjs', import.meta.url));
    const own = { PATH: process.env.PATH, LEDGER_PORT: String(this.port), ERRAND_SUPERVISED: '1', LOG_LEVEL: 'warn' };
    const child = spawnRecorded(this.dir, 'ledger', process.execPath, ['--enable-source-maps', main], {
      env: { ...own, ...this.env, ...overrides },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const onLine = (line: string): void => void this.log.push(`ledger ${line}`);
    for (const output of [child.stdout, child.stderr]) if (output) eachLine(output, onLine);
  }

  async ready(limit = 20_000): Promise<void> {
    const until = Date.now() + limit;
    if (await untilServiceReady(this.url, () => Date.now() > until)) return;
    throw new Error(`The ledger is not ready after ${limit} ms:\n${this.log.slice(-20).join('\n')}`);
  }

  kill(): Promise<boolean> {
    return stopOne(this.dir, 'ledger', 'SIGKILL');
  }

  stop(): Promise<boolean> {
    return stopOne(this.dir, 'ledger');
  }
}
