import type { DataSource } from 'typeorm';
import { separator } from '#database/connection.js';
import { shortened } from './shortened.js';

/** A row of the server's EXPLAIN. */
export interface Step {
  select_type: string;
  table: string | null;
  type: string | null;
  key: string | null;
  key_len: string | null;
  Extra: string | null;
}

/** A statement that the service sent. */
export interface Seen {
  /** What had been asked of the service. */
  call: string;
  sql: string;
  /** None for what has no plan, such as COMMIT. */
  plan: Step[];
  /** Rows that the server's handlers read for it, and that it answered; unknown where it was sent along with others. */
  reads?: number;
  returned?: number;
}

type Done = (error: Error | null, result: unknown) => void;
type Query = (sql: unknown, values?: unknown, done?: Done) => unknown;
interface Connection {
  query: Query;
}
interface Pool {
  _allConnections: { toArray(): Connection[] };
  on(event: 'connection', listener: (connection: Connection) => void): void;
}

const planned = /^[\s(]*(SELECT|WITH|UPDATE|DELETE|INSERT\b(?!.*\bVALUES\b.*\?))/is;
const withoutRows = /^\s*(SET|START)\b/i;
const counters = "SHOW SESSION STATUS WHERE Variable_name LIKE 'Handler\\_read%' OR Variable_name = 'Rows_tmp_read'";

/**
 * Sees each statement on its way from a service to the database: right before it, on the same connection and in the same
 * transaction, the server tells how it would run it; before and after, how many rows its handlers have read.
 */
export class StatementWatch {
  readonly seen: Seen[] = [];
  call = '';
  private open: Promise<unknown>[] = [];

  constructor(dataSource: DataSource) {
    const { pool } = dataSource.driver as unknown as { pool: Pool };
    for (const connection of pool._allConnections.toArray()) this.watch(connection);
    pool.on('connection', (connection) => this.watch(connection));
  }

  /** Resolves when all is known of what was sent. */
  async settled(): Promise<void> {
    while (this.open.length > 0) await Promise.all(this.open.splice(0));
  }

  private watch(connection: Connection): void {
    const query = connection.query.bind(connection);
    const ask = <R>(sql: string, values: unknown[] = []): Promise<R> =>
      new Promise((resolve, reject) =>
        query(sql, values, (error, rows) => (error ? reject(error) : resolve(rows as R))),
      );
    connection.query = (sent, ...rest) => {
      const [values, done] = typeof rest[0] === 'function' ? [[], rest[0] as Done] : rest;
      // the pool hands over a command of the driver instead
      const command =
        typeof sent === 'string' ? undefined : (sent as { sql: string; values: unknown[]; onResult: Done });
      const parts = split(command?.sql ?? (sent as string), (command ? command.values : values) as unknown[]);
      const plans = Promise.all(
        parts.map((part) =>
          planned.test(part.sql) ? ask<Step[]>(`EXPLAIN ${part.sql}`, part.values) : Promise.resolve<Step[]>([]),
        ),
      );
      const before = ask<Counter[]>(counters);
      let returned: number | undefined;
      const heard =
        (listener: Done): Done =>
        (error, result) => {
          const last = parts.length > 1 ? (result as unknown[])?.at(-1) : result;
          if (Array.isArray(last)) returned = last.length;
          listener(error, result);
        };
      if (command) command.onResult = heard(command.onResult);
      const answer = query(sent, values, done && heard(done));
      const after = ask<Counter[]>(counters);
      const { call } = this;
      const noted = Promise.all([plans, before, after]).then(([all, earlier, later]) => {
        const alone = parts.slice(0, -1).every(({ sql }) => withoutRows.test(sql));
        parts.forEach(({ sql }, index) => {
          const isLast = index === parts.length - 1;
          const counted =
            isLast && alone && returned !== undefined ? { reads: sum(later) - sum(earlier), returned } : {};
          this.seen.push({ call, sql: shortened(sql), plan: all[index], ...counted });
        });
      });
      this.open.push(noted);
      return answer;
    };
  }
}

interface Counter {
  Variable_name: string;
  Value: string;
}

/** Without those of temporary tables, which hold what was read before. */
const sum = (all: Counter[]): number =>
  all.reduce(
    (total, { Variable_name, Value }) => total + Number(Value) * (Variable_name === 'Rows_tmp_read' ? -1 : 1),
    0,
  );

function split(sql: string, values: unknown[] = []): { sql: string; values: unknown[] }[] {
  let from = 0;
  return sql.split(separator).map((part) => {
    const own = values.slice(from, (from += part.split('?').length - 1));
    return { sql: part, values: own };
  });
}
