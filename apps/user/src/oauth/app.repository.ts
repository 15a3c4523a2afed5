import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { App } from '#contracts/app.contract.js';
import { notFound } from '#contracts/failure.js';
import { bytesToId, idToBytes, isId, knownId } from '#database/id.js';
import { isMissingParent } from '#database/outage.js';
import { Transactions } from '#database/transactions.js';

interface Row {
  id: Buffer;
  name: string;
  redirect_uris: string;
  secret_hash: Buffer | null;
  created_at: Date;
}

/** An app as it is kept; one without a secret is public (RFC 6749, 2.1). */
export interface KnownApp {
  id: string;
  name: string;
  redirectUris: string[];
  secretHash: Buffer | null;
  createdAt: Date;
}

@Injectable()
export class AppRepository {
  constructor(private readonly transactions: Transactions) {}

  /** `account.not_found` when the account was deleted in the meantime. */
  async add({ id, name, redirectUris, secretHash, createdAt }: KnownApp, accountId: string): Promise<void> {
    try {
      await this.transactions.manager.query(
        'INSERT INTO app (id, account_id, name, redirect_uris, secret_hash, created_at) VALUES (?, ?, ?, ?, ?, ?)',
        [idToBytes(id), idToBytes(accountId), name, redirectUris.join('\n'), secretHash, createdAt],
      );
    } catch (error) {
      throw isMissingParent(error) ? notFound('account') : error;
    }
  }

  async listOwned(accountId: string): Promise<KnownApp[]> {
    const sql = 'SELECT * FROM app WHERE account_id = ? ORDER BY id';
    return (await this.transactions.manager.query<Row[]>(sql, [idToBytes(accountId)])).map(known);
  }

  /** Undefined for what is no app, or no id at all. */
  async find(id: string): Promise<KnownApp | undefined> {
    if (!isId(id)) return undefined;
    const [row] = await this.transactions.manager.query<Row[]>('SELECT * FROM app WHERE id = ?', [idToBytes(id)]);
    return row && known(row);
  }

  /** The app with its row locked; `app.not_found`, also for somebody else's. */
  async lockOwned(id: string, accountId: string, transaction: EntityManager): Promise<KnownApp> {
    const [row] = await transaction.query<Row[]>('SELECT * FROM app WHERE id = ? AND account_id = ? FOR UPDATE', [
      idToBytes(knownId(id, 'app')),
      idToBytes(accountId),
    ]);
    if (!row) throw notFound('app');
    return known(row);
  }

  async save({ id, name, redirectUris, secretHash }: KnownApp, transaction: EntityManager): Promise<void> {
    await transaction.query('UPDATE app SET name = ?, redirect_uris = ?, secret_hash = ? WHERE id = ?', [
      name,
      redirectUris.join('\n'),
      secretHash,
      idToBytes(id),
    ]);
  }

  /** Takes its codes along; its tokens are to be revoked before, so that gateways hear of them. */
  async remove(id: string, transaction: EntityManager): Promise<void> {
    await transaction.query('DELETE FROM app WHERE id = ?', [idToBytes(id)]);
  }
}

export const appView = ({ id, name, redirectUris, secretHash, createdAt }: KnownApp): App => ({
  id,
  name,
  redirect_uris: redirectUris,
  confidential: secretHash !== null,
  created_at: createdAt.toISOString(),
});

const known = ({ id, name, redirect_uris, secret_hash, created_at }: Row): KnownApp => ({
  id: bytesToId(id),
  name,
  redirectUris: redirect_uris.split('\n'),
  secretHash: secret_hash,
  createdAt: created_at,
});
