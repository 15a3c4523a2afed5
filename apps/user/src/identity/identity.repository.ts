import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Failure, notFound } from '#contracts/failure.js';
import { bytesToId, idToBytes, knownId, newId } from '#database/id.js';
import { isDuplicate } from '#database/outage.js';
import { Transactions } from '#database/transactions.js';
import { hashSecret } from '../session/secret.js';
import type { ProvenIdentity } from './openid-providers.js';

interface Row {
  id: Buffer;
  account_id: Buffer;
  provider: string;
  email: string | null;
  created_at: Date;
  last_used_at: Date | null;
}

/** An identity at a provider, and the account that it opens. */
export interface KnownIdentity {
  id: string;
  accountId: string;
  provider: string;
  email: string | null;
  createdAt: Date;
  lastUsedAt: Date | null;
}

@Injectable()
export class IdentityRepository {
  constructor(private readonly transactions: Transactions) {}

  async list(accountId: string): Promise<KnownIdentity[]> {
    return this.where('account_id = ? ORDER BY id', idToBytes(accountId));
  }

  async find(proven: ProvenIdentity): Promise<KnownIdentity | undefined> {
    return (await this.where('subject_hash = ?', hashOf(proven)))[0];
  }

  async findById(id: string): Promise<KnownIdentity | undefined> {
    return (await this.where('id = ?', idToBytes(id)))[0];
  }

  /** `identity.linked` (conflict) when it opens an account already. */
  async add(accountId: string, proven: ProvenIdentity, transaction: EntityManager): Promise<KnownIdentity> {
    const { provider, email } = proven;
    const id = newId();
    try {
      await transaction.query(
        `INSERT INTO identity (id, account_id, provider, subject_hash, email, created_at)
         VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(3))`,
        [idToBytes(id), idToBytes(accountId), provider, hashOf(proven), email?.slice(0, 254) ?? null],
      );
    } catch (error) {
      throw isDuplicate(error) ? linked() : error;
    }
    return { id, accountId, provider, email, createdAt: new Date(), lastUsedAt: null };
  }

  async used(id: string): Promise<void> {
    await this.transactions.manager.query('UPDATE identity SET last_used_at = UTC_TIMESTAMP(3) WHERE id = ?', [
      idToBytes(id),
    ]);
  }

  /** `identity.not_found`, also for somebody else's; answers at which provider it was. */
  async remove(id: string, accountId: string, transaction: EntityManager): Promise<string> {
    const key = idToBytes(knownId(id, 'identity'));
    const [row] = await transaction.query<Row[]>(
      'SELECT provider FROM identity WHERE id = ? AND account_id = ? FOR UPDATE',
      [key, idToBytes(accountId)],
    );
    if (!row) throw notFound('identity');
    await transaction.query('DELETE FROM identity WHERE id = ?', [key]);
    return row.provider;
  }

  private async where(which: string, value: Buffer): Promise<KnownIdentity[]> {
    const sql = `SELECT id, account_id, provider, email, created_at, last_used_at FROM identity WHERE ${which}`;
    const rows = await this.transactions.manager.query<Row[]>(sql, [value]);
    return rows.map(({ id, account_id, created_at, last_used_at, ...rest }) => ({
      ...rest,
      id: bytesToId(id),
      accountId: bytesToId(account_id),
      createdAt: created_at,
      lastUsedAt: last_used_at,
    }));
  }
}

/** Only both together name somebody: two providers may give out the same subject. */
const hashOf = ({ issuer, subject }: ProvenIdentity): Buffer => hashSecret(JSON.stringify([issuer, subject]));

const linked = (): Failure =>
  new Failure('conflict', 'identity.linked', 'This identity opens an account already, this one or another.');
