import { Injectable } from '@nestjs/common';
import { Transactions } from '#database/transactions.js';
import { type EntityManager } from 'typeorm';
import { Failure, notFound } from '#contracts/failure.js';
import { isDuplicate } from '#database/outage.js';
import { Account } from './account.entity.js';

@Injectable()
export class AccountRepository {
  constructor(private readonly transactions: Transactions) {}

  findByEmail(email: string): Promise<Account | null> {
    return this.transactions.manager.findOneBy(Account, { email: email.toLowerCase() });
  }

  find(id: string): Promise<Account | null> {
    return this.transactions.manager.findOneBy(Account, { id });
  }

  /** `account.not_found` once it is deleted. */
  async get(id: string): Promise<Account> {
    const account = await this.find(id);
    if (!account) throw notFound('account');
    return account;
  }

  /** `account.email_taken` when the address is in use. */
  async add(account: Account, transaction: EntityManager): Promise<void> {
    try {
      await transaction.insert(Account, account);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      throw taken();
    }
  }

  /** Lets `work` change an account. `account.not_found` once it is deleted, `account.email_taken` as with `add`. */
  async change(id: string, transaction: EntityManager, work: (account: Account) => void): Promise<Account> {
    const account = await this.lock(id, transaction);
    work(account);
    await this.save(account, transaction);
    return account;
  }

  /** `account.not_found` once it is deleted. */
  async lock(id: string, transaction: EntityManager): Promise<Account> {
    const account = await transaction.findOne(Account, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!account) throw notFound('account');
    return account;
  }

  /** `account.email_taken` as with `add`; nothing for an account that was removed meanwhile. */
  async save(account: Account, transaction: EntityManager): Promise<void> {
    try {
      await transaction.update(Account, { id: account.id }, account);
    } catch (error) {
      throw isDuplicate(error) ? taken() : error;
    }
  }

  /** Takes sessions and tokens along; answers false when it was gone already. */
  async remove(id: string, transaction: EntityManager): Promise<boolean> {
    const { affected } = await transaction.delete(Account, { id });
    return affected === 1;
  }
}

const taken = (): Failure =>
  new Failure('conflict', 'account.email_taken', 'There is an account with this address.', { field: 'email' });
