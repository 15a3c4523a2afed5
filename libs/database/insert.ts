import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { batched } from './batched.js';
import { deferredStatement } from './statement.js';

/** Inserts rows with the next statement of the transaction: the names of the columns, and each row's values in that order. */
export function insertRows(
  table: string,
  columns: string[],
  rows: unknown[][],
  transaction: EntityManager,
): Promise<void> {
  return deferredStatement(transaction, `INSERT INTO ${table} (${columns.join(', ')}) VALUES ?`, [rows]);
}

/** Inserts entities of a class, those of several who insert at the same time with one statement. */
export function inserting<E extends ObjectLiteral>(
  entity: EntityTarget<E>,
): (one: E, transaction: EntityManager) => Promise<void> {
  return batched(async (entities: E[], transaction) => {
    const { tableName, columns } = transaction.connection.getMetadata(entity);
    const rows = entities.map((each): unknown[] =>
      columns.map((column): unknown =>
        transaction.connection.driver.preparePersistentValue(column.getEntityValue(each), column),
      ),
    );
    await insertRows(
      tableName,
      columns.map(({ databaseName }) => databaseName),
      rows,
      transaction,
    );
    return entities.map(() => undefined);
  });
}
