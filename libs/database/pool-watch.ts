import type { DataSource } from 'typeorm';
import { measure } from '#service/metrics.js';

/** What mysql2 keeps of its pool. */
interface Pool {
  _allConnections: { length: number };
  _freeConnections: { length: number };
  _connectionQueue: { length: number };
}

/** Tells how the pool of connections is used. Work that waits for one shows that it is too small, or the database too slow. */
export function watchPool(dataSource: DataSource): void {
  const { pool } = dataSource.driver as unknown as { pool: Pool };
  measure(
    'database_pool_connections',
    'Connections to the database, by state',
    () => {
      const idle = pool._freeConnections.length;
      return { used: pool._allConnections.length - idle, idle };
    },
    'state',
  );
  measure('database_pool_waiting', 'Work that waits for a connection', () => pool._connectionQueue.length);
}
