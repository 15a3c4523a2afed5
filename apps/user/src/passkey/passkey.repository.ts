import type { WebAuthnCredential } from '@simplewebauthn/server';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Passkey } from '#contracts/passkey.contract.js';
import { notFound } from '#contracts/failure.js';
import { bytesToId, idToBytes, knownId, newId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { hashSecret } from '../session/secret.js';

interface Row {
  id: Buffer;
  account_id: Buffer;
  name: string;
  credential_id: string;
  public_key: Buffer;
  counter: string | number;
  transports: string;
  created_at: Date;
  last_used_at: Date | null;
}

/** A passkey that is known, with its row locked. */
export interface KnownPasskey {
  id: string;
  accountId: string;
  credential: WebAuthnCredential;
}

@Injectable()
export class PasskeyRepository {
  constructor(private readonly transactions: Transactions) {}

  async list(accountId: string): Promise<Passkey[]> {
    return (await this.rows(accountId)).map(view);
  }

  /** What the account has already, so that no device adds a second one. */
  async credentials(accountId: string): Promise<WebAuthnCredential[]> {
    return (await this.rows(accountId)).map(credentialOf);
  }

  async add(
    accountId: string,
    name: string,
    credential: WebAuthnCredential,
    transaction: EntityManager,
  ): Promise<Passkey> {
    const id = newId();
    await transaction.query(
      `INSERT INTO passkey (id, account_id, name, credential_hash, credential_id, public_key, counter, transports, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))`,
      [
        idToBytes(id),
        idToBytes(accountId),
        name,
        hashSecret(credential.id),
        credential.id,
        Buffer.from(credential.publicKey),
        credential.counter,
        credential.transports?.join(',') ?? '',
      ],
    );
    return { id, name, created_at: new Date().toISOString(), last_used_at: null };
  }

  async find(credentialId: string, transaction: EntityManager): Promise<KnownPasskey | undefined> {
    const [row] = await transaction.query<Row[]>('SELECT * FROM passkey WHERE credential_hash = ? FOR UPDATE', [
      hashSecret(credentialId),
    ]);
    return row && { id: bytesToId(row.id), accountId: bytesToId(row.account_id), credential: credentialOf(row) };
  }

  async used({ id }: KnownPasskey, counter: number, transaction: EntityManager): Promise<void> {
    await transaction.query('UPDATE passkey SET counter = ?, last_used_at = UTC_TIMESTAMP(3) WHERE id = ?', [
      counter,
      idToBytes(id),
    ]);
  }

  /** `passkey.not_found`, also for somebody else's; answers its name. */
  async remove(id: string, accountId: string, transaction: EntityManager): Promise<string> {
    const key = idToBytes(knownId(id, 'passkey'));
    const [row] = await transaction.query<Row[]>(
      'SELECT name FROM passkey WHERE id = ? AND account_id = ? FOR UPDATE',
      [key, idToBytes(accountId)],
    );
    if (!row) throw notFound('passkey');
    await transaction.query('DELETE FROM passkey WHERE id = ?', [key]);
    return row.name;
  }

  private rows(accountId: string): Promise<Row[]> {
    const sql = 'SELECT * FROM passkey WHERE account_id = ? ORDER BY id';
    return this.transactions.manager.query<Row[]>(sql, [idToBytes(accountId)]);
  }
}

const view = ({ id, name, created_at, last_used_at }: Row): Passkey => ({
  id: bytesToId(id),
  name,
  created_at: created_at.toISOString(),
  last_used_at: last_used_at?.toISOString() ?? null,
});

const credentialOf = ({ credential_id, public_key, counter, transports }: Row): WebAuthnCredential => ({
  id: credential_id,
  publicKey: new Uint8Array(public_key),
  counter: Number(counter),
  transports: transports.split(',').filter(Boolean),
});
