import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { idToBytes } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { whenNeeded } from '#service/when-needed.js';
import { seal, unsealAny } from '../security/sealing.js';
import { SecretsKeys } from '../security/secrets-key.js';

const otpauth = whenNeeded<typeof import('otpauth')>('otpauth');

const issuer = 'Errand';
const period = 30;
/** Steps that a clock may be off. */
const window = 1;

interface Row {
  sealed: Buffer;
  confirmed_at: Date | null;
  last_step: string | number;
}

/** The secrets that apps make codes from (RFC 6238), sealed, and the last step whose code was used: none is good twice. */
@Injectable()
export class TotpRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: SecretsKeys,
  ) {}

  /** Since when there is one that counts. */
  async enabledAt(accountId: string, manager: EntityManager = this.transactions.manager): Promise<Date | null> {
    const sql = 'SELECT confirmed_at FROM totp WHERE account_id = ?';
    const [row] = await manager.query<{ confirmed_at: Date | null }[]>(sql, [idToBytes(accountId)]);
    return row?.confirmed_at ?? null;
  }

  /** A new secret, which does not count yet, in place of one that does not either. */
  async begin(accountId: string, label: string, transaction: EntityManager): Promise<{ secret: string; uri: string }> {
    const { Secret, TOTP } = otpauth();
    const secret = new Secret({ size: 20 });
    await transaction.query(
      `INSERT INTO totp (account_id, sealed) VALUES (?, ?)
       ON DUPLICATE KEY UPDATE sealed = IF(confirmed_at IS NULL, VALUES(sealed), sealed)`,
      [idToBytes(accountId), seal(secret.base32, accountId, this.keys.newest)],
    );
    return { secret: secret.base32, uri: new TOTP({ issuer, label, secret, period }).toString() };
  }

  /** Whether a code is right and was not used; if so, it is used now. `confirmed` tells which secret is asked. */
  async use(accountId: string, code: string, confirmed: boolean, transaction: EntityManager): Promise<boolean> {
    const [row] = await transaction.query<Row[]>(
      'SELECT sealed, confirmed_at, last_step FROM totp WHERE account_id = ? FOR UPDATE',
      [idToBytes(accountId)],
    );
    if (!row || (row.confirmed_at !== null) !== confirmed || !/^\d{6}$/.test(code)) return false;
    const { secret: text, isNewest } = unsealAny(row.sealed, accountId, this.keys.all);
    const { Secret, TOTP } = otpauth();
    const secret = Secret.fromBase32(text);
    const delta = TOTP.validate({ token: code, secret, window, period });
    const step = TOTP.counter({ period }) + (delta ?? 0);
    if (delta === null || step <= Number(row.last_step)) return false;
    await transaction.query(
      `UPDATE totp SET last_step = ?, sealed = ?, confirmed_at = COALESCE(confirmed_at, UTC_TIMESTAMP(3))
       WHERE account_id = ?`,
      [step, isNewest ? row.sealed : seal(text, accountId, this.keys.newest), idToBytes(accountId)],
    );
    return true;
  }

  async remove(accountId: string, transaction: EntityManager): Promise<void> {
    await transaction.query('DELETE FROM totp WHERE account_id = ?', [idToBytes(accountId)]);
  }
}
