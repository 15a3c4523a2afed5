import type { EventEmitter } from 'node:events';
import type { DataSource } from 'typeorm';

interface Connection {
  query(sql: string): void;
}

/** Each server reads its own settings, and takes the other's for a comment. */
const settings = `SET /*M! max_recursive_iterations = 4294967295 */
  /*!80003 cte_max_recursion_depth = 4294967295, optimizer_search_depth = 4 */`;

/**
 * Lets recursive queries go on for as long as they find something. By itself MySQL refuses, and MariaDB leaves out without a word,
 * what is more than a thousand rounds away. And lets MySQL look at few orders of many tables: it would look at all of them,
 * for minutes, where a filter names ten sections. Is called while there is no more than one connection.
 */
export async function setUpConnections(dataSource: DataSource): Promise<void> {
  const { pool } = dataSource.driver as unknown as { pool: EventEmitter };
  pool.on('connection', (connection: Connection) => connection.query(settings));
  await dataSource.query(settings);
}
