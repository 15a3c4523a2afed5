import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Attempts that failed lately, for all replicas to see; whose they were is kept as a hash. */
export class ThrottleAttempts1764000160000 implements MigrationInterface {
  readonly name = 'ThrottleAttempts1764000160000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE attempt (
        bucket BINARY(32) NOT NULL PRIMARY KEY,
        failures INT UNSIGNED NOT NULL,
        last_at DATETIME(3) NOT NULL,
        blocked_until DATETIME(3) NOT NULL,
        KEY attempt_age (last_at)
      ) DEFAULT CHARSET = utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE attempt');
  }
}
