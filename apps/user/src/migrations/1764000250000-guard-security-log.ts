import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A log that outlives accounts: what tells of a person is apart, and goes with the account that it tells of. */
export class GuardSecurityLog1764000250000 implements MigrationInterface {
  readonly name = 'GuardSecurityLog1764000250000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE security_origin (
        event_id BINARY(16) NOT NULL PRIMARY KEY,
        account_id BINARY(16) NULL,
        happened_at DATETIME(3) NOT NULL,
        address VARCHAR(45) CHARACTER SET ascii NULL,
        device VARCHAR(200) NULL,
        detail VARCHAR(512) NULL,
        KEY security_origin_age (happened_at),
        CONSTRAINT security_origin_event FOREIGN KEY (event_id) REFERENCES security_event (id),
        CONSTRAINT security_origin_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
      ) DEFAULT CHARSET = utf8mb4`);
    await runner.query(`
      INSERT INTO security_origin (event_id, account_id, happened_at, address, device, detail)
      SELECT id, account_id, happened_at, address, device, detail FROM security_event`);
    await runner.query('ALTER TABLE security_event DROP FOREIGN KEY security_event_account');
    await runner.query(`
      ALTER TABLE security_event
        MODIFY account_id BINARY(16) NULL,
        ADD COLUMN actor_id BINARY(16) NULL,
        ADD COLUMN via VARCHAR(20) CHARACTER SET ascii NOT NULL DEFAULT 'holder',
        DROP COLUMN address, DROP COLUMN device, DROP COLUMN detail,
        ADD KEY security_event_act (act, id),
        ADD KEY security_event_age (happened_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const trigger of ['unchanged', 'kept'])
      for (const table of ['security_event', 'security_origin'])
        await runner.query(`DROP TRIGGER IF EXISTS ${table}_${trigger}`);
    await runner.query('DELETE FROM security_origin WHERE account_id IS NULL');
    await runner.query(`
      ALTER TABLE security_event
        ADD COLUMN address VARCHAR(45) CHARACTER SET ascii NULL, ADD COLUMN device VARCHAR(200) NULL,
        ADD COLUMN detail VARCHAR(512) NULL, DROP COLUMN actor_id, DROP COLUMN via,
        DROP KEY security_event_act, DROP KEY security_event_age`);
    await runner.query(`
      UPDATE security_event e JOIN security_origin o ON o.event_id = e.id
      SET e.address = o.address, e.device = o.device, e.detail = o.detail WHERE o.account_id = e.account_id`);
    await runner.query('DROP TABLE security_origin');
    await runner.query(
      'DELETE FROM security_event WHERE account_id IS NULL OR account_id NOT IN (SELECT id FROM account)',
    );
    await runner.query(`
      ALTER TABLE security_event MODIFY account_id BINARY(16) NOT NULL,
        ADD CONSTRAINT security_event_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE`);
  }
}
