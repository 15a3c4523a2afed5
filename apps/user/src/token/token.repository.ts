import { Injectable } from '@nestjs/common';
import { Transactions } from '#database/transactions.js';
import { type EntityManager, IsNull } from 'typeorm';
import { notFound } from '#contracts/failure.js';
import { idToBytes, knownId } from '#database/id.js';
import { isMissingParent } from '#database/outage.js';
import { PersonalTokenEntity } from './token.entity.js';

const minute = 60_000;

@Injectable()
export class TokenRepository {
  constructor(private readonly transactions: Transactions) {}

  /** `account.not_found` when the account was deleted in the meantime. */
  async add(token: PersonalTokenEntity, transaction: EntityManager): Promise<void> {
    try {
      await transaction.insert(PersonalTokenEntity, token);
    } catch (error) {
      throw isMissingParent(error) ? notFound('account') : error;
    }
  }

  listOwned(accountId: string): Promise<PersonalTokenEntity[]> {
    const where = { accountId, appId: IsNull() };
    return this.transactions.manager.find(PersonalTokenEntity, { where, order: { id: 'ASC' } });
  }

  /** `token.not_found` also for somebody else's, and for those of apps. */
  async remove(id: string, accountId: string, transaction: EntityManager): Promise<PersonalTokenEntity> {
    const token = await transaction.findOne(PersonalTokenEntity, {
      where: { id: knownId(id, 'token'), accountId, appId: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
    if (!token) throw notFound('token');
    await transaction.delete(PersonalTokenEntity, { id: token.id });
    return token;
  }

  findByHash(hash: Buffer): Promise<PersonalTokenEntity | null> {
    return this.transactions.manager.findOneBy(PersonalTokenEntity, { hash });
  }

  /** False while the account is disabled. */
  async isOfUse({ accountId }: PersonalTokenEntity): Promise<boolean> {
    const sql = 'SELECT 1 FROM account WHERE id = ? AND disabled_at IS NULL';
    return (await this.transactions.manager.query<unknown[]>(sql, [idToBytes(accountId)])).length > 0;
  }

  /** Notes a use, at most once a minute. */
  async touch({ id, lastUsedAt }: PersonalTokenEntity, at: Date): Promise<void> {
    if (lastUsedAt && at.getTime() - lastUsedAt.getTime() < minute) return;
    await this.transactions.manager.update(PersonalTokenEntity, { id }, { lastUsedAt: at });
  }
}
