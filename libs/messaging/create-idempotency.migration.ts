import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What commands were executed, for a day. */
export class CreateIdempotency1764000050000 implements MigrationInterface {
  readonly name = 'CreateIdempotency1764000050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotency (
        user_id BINARY(16) NOT NULL,
        request_id_hash BINARY(32) NOT NULL,
        request_hash BINARY(32) NOT NULL,
        answer MEDIUMBLOB NOT NULL,
        created_at DATETIME(3) NOT NULL,
        PRIMARY KEY (user_id, request_id_hash),
        KEY idempotency_age (created_at)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency');
  }
}
