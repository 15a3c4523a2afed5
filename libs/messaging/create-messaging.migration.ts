import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The outbox and the inbox of a service: every service's list of migrations begins with this one. */
export class CreateMessaging1764000000000 implements MigrationInterface {
  readonly name = 'CreateMessaging1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        position BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        id BINARY(16) NOT NULL,
        type VARCHAR(100) NOT NULL,
        source VARCHAR(50) NOT NULL,
        subject BINARY(16) NOT NULL,
        aggregate_version INT UNSIGNED NOT NULL,
        data LONGTEXT NOT NULL,
        fleeting BOOLEAN NOT NULL,
        traceparent CHAR(55) NOT NULL,
        recorded_at DATETIME(3) NOT NULL,
        lease_until DATETIME(3) NULL,
        KEY outbox_order (subject, position)
      ) DEFAULT CHARSET = utf8mb4`);
    await runner.query(`
      CREATE TABLE inbox (
        consumer VARCHAR(50) NOT NULL,
        message_id BINARY(16) NOT NULL,
        received_at DATETIME(3) NOT NULL,
        PRIMARY KEY (consumer, message_id),
        KEY inbox_age (received_at)
      ) DEFAULT CHARSET = utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE inbox');
    await runner.query('DROP TABLE outbox');
  }
}
