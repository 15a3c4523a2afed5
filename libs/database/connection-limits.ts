import { Logger } from '@nestjs/common';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { EventEmitter } from 'node:events';
import type { DataSource } from 'typeorm';
import { timeLeft } from '#service/deadline.js';

/** Milliseconds that work waits for a connection, unless its request has less time left. */
const longestWait = 5000;
/** Milliseconds that a connection may be used past the deadline of its request, and between two looks for such ones. */
const grace = 500;

/** Nodes of a cluster differ in it, also where they share a machine. */
const whichServer = "SELECT CONCAT(@@hostname, ':', @@port) AS server";

/** What is used of a pool of mysql2, and of a connection in it. */
interface Connection {
  threadId: number;
  stream: { destroy(error: Error): void };
  release(): void;
  query(sql: string, done: (error: Error | null, rows?: { server: string }[]) => void): void;
}
type Taken = (error: Error | null, connection?: Connection) => void;
interface Pool extends EventEmitter {
  _freeConnections: { length: number };
  _connectionQueue: { length: number; get(index: number): Taken; removeOne(index: number): void };
  getConnection(taken: Taken): void;
}

/** No connection was free in time. */
class NoConnection extends Error {
  override readonly name = 'NoConnection';
  readonly code = 'POOL_TIMEOUT';

  constructor() {
    super('No connection to the database was free in time');
  }
}

/**
 * Holds the use of the database to the deadlines of requests. Work that gets no connection before its deadline, or within
 * five seconds, fails. A connection that is still used some time after the deadline is closed by the server, which ends the
 * statement or the wait for a lock that it is busy with, and rolls its transaction back. One to another node of a cluster than
 * is reached now is closed here.
 */
export function limitConnections(dataSource: DataSource): void {
  const { pool } = dataSource.driver as unknown as { pool: Pool };
  const overdue = new Overdue(String((dataSource.options as { url?: string }).url));
  pool.on('connection', (connection: Connection) => overdue.meet(connection));
  pool.on('release', (connection: Connection) => overdue.forget(connection));
  const get = pool.getConnection.bind(pool);
  const waiting = new WeakSet<Taken>();
  pool.getConnection = (taken) => {
    // the pool asks itself once more for one who waits, when a connection has broken
    if (waiting.has(taken)) return get(taken);
    const left = timeLeft();
    if (left <= 0) return process.nextTick(taken, new NoConnection());
    let late = false;
    let timer: NodeJS.Timeout | undefined;
    const watched: Taken = (error, connection) => {
      if (late) return connection?.release();
      clearTimeout(timer);
      if (connection) overdue.use(connection, left);
      taken(error, connection);
    };
    const giveUp = (): void => {
      late = true;
      leave(pool, watched);
      taken(new NoConnection());
    };
    if (pool._freeConnections.length === 0) timer = setTimeout(giveUp, Math.min(left, longestWait));
    waiting.add(watched);
    get(watched);
  };
}

/** Takes who has given up out of the queue; who is not in it gets a connection that is just being made. */
function leave({ _connectionQueue: queue }: Pool, watched: Taken): void {
  for (let index = 0; index < queue.length; index++) {
    if (queue.get(index) === watched) return queue.removeOne(index);
  }
}

/** The connections that are used for requests with a deadline. */
class Overdue {
  private readonly logger = new Logger('Database');
  private readonly used = new Map<Connection, number>();
  private readonly servers = new WeakMap<Connection, string>();
  private timer?: NodeJS.Timeout;

  constructor(private readonly url: string) {}

  /** A connection is new: it is asked which server it leads to, whose number of it means nothing elsewhere. */
  meet(connection: Connection): void {
    connection.query(whichServer, (_error, rows) => {
      if (rows) this.servers.set(connection, rows[0].server);
    });
  }

  /** A connection is used for a request that has so many milliseconds left. */
  use(connection: Connection, left: number): void {
    if (left === Infinity) return this.forget(connection);
    this.used.set(connection, Date.now() + left + grace);
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
      const [[{ server }]] = await administration.query<(RowDataPacket & { server: string })[]>(whichServer);
      for (const connection of this.overdue()) {
        this.forget(connection);
        this.logger.warn(`Connection ${connection.threadId} is closed: the time for what it is used for is over`);
        const isElsewhere = (this.servers.get(connection) ?? server) !== server;
        if (isElsewhere) connection.stream.destroy(new Error('Connection lost: it leads to another server'));
        else await administration.query(`KILL ${connection.threadId}`);
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
