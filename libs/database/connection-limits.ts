import { Logger } from '@nestjs/common';
import { createConnection } from 'mysql2/promise';
import type { EventEmitter } from 'node:events';
import type { DataSource } from 'typeorm';
import { timeLeft } from '#service/deadline.js';

/** Milliseconds that work waits for a connection, unless its request has less time left. */
const longestWait = 5000;
/** Milliseconds that a connection may be used past the deadline of its request, and between two looks for such ones. */
const grace = 500;

/** What is used of TypeORM's driver for MySQL, and of the pool of mysql2 in it. */
interface Connection {
  threadId: number;
  release(): void;
}
interface Driver {
  pool: EventEmitter;
  obtainMasterConnection(): Promise<Connection>;
}

/** No connection was free in time. */
class NoConnection extends Error {
  override readonly name = 'NoConnection';
  readonly code = 'POOL_TIMEOUT';
}

/**
 * Holds the use of the database to the deadlines of requests. Work that gets no connection before its deadline, or within
 * five seconds, fails. One that is still used some time after the deadline is closed by the server, which ends the statement
 * or the wait for a lock that it is busy with, and rolls its transaction back.
 */
export function limitConnections(dataSource: DataSource): void {
  const driver = dataSource.driver as unknown as Driver;
  const obtain = driver.obtainMasterConnection.bind(driver);
  const overdue = new Overdue(String((dataSource.options as { url?: string }).url));
  driver.pool.on('release', (connection: Connection) => overdue.forget(connection));
  driver.obtainMasterConnection = async () => {
    const left = timeLeft();
    const connection = await inTime(obtain, Math.min(left, longestWait));
    overdue.forget(connection);
    if (left < Infinity) overdue.watch(connection, Date.now() + left + grace);
    return connection;
  };
}

async function inTime(obtain: () => Promise<Connection>, limit: number): Promise<Connection> {
  const late = new NoConnection('no connection to the database was free in time');
  if (limit <= 0) throw late;
  const obtained = obtain();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(late);
      obtained.then(
        (connection) => connection.release(),
        () => undefined,
      );
    }, limit);
    obtained.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The connections that are used for requests with a deadline. */
class Overdue {
  private readonly logger = new Logger('Database');
  private readonly used = new Map<Connection, number>();
  private timer?: NodeJS.Timeout;

  constructor(private readonly url: string) {}

  watch(connection: Connection, until: number): void {
    this.used.set(connection, until);
    this.timer ??= setTimeout(() => void this.look(), grace).unref();
  }

  forget(connection: Connection): void {
    this.used.delete(connection);
  }

  private async look(): Promise<void> {
    await this.close().catch((error: Error) => {
      this.logger.warn(`What is overdue in the database could not be ended: ${error.message}`);
    });
    this.timer = this.used.size > 0 ? setTimeout(() => void this.look(), grace).unref() : undefined;
  }

  private async close(): Promise<void> {
    if (this.overdue().length === 0) return;
    const administration = await createConnection({ uri: this.url, connectTimeout: 3000 });
    try {
      for (const connection of this.overdue()) {
        this.forget(connection);
        this.logger.warn(`Connection ${connection.threadId} is closed: the time for what it is used for is over`);
        await administration.query(`KILL ${connection.threadId}`);
      }
    } finally {
      administration.destroy();
    }
  }

  private overdue(): Connection[] {
    const now = Date.now();
    return [...this.used].flatMap(([connection, until]) => (until < now ? [connection] : []));
  }
}
