import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { tokenRevoked, userUpdated } from '#contracts/events.js';
import { Failure } from '#contracts/failure.js';
import { bytesToId, idToBytes, knownId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { Outbox } from '#messaging/outbox.js';
import type { Account } from '../account/account.entity.js';
import { AccountNews } from '../account/account-news.js';
import { AccountRepository } from '../account/account.repository.js';
import { DeletionRepository } from '../deletion/deletion.repository.js';
import { Grants } from '../oauth/grants.js';
import { type Author, SecurityLog } from '../security/security-log.js';
import { SessionEndings } from '../session/session-endings.js';

/** Lets accounts in or not, and removes them: for their holders, for administrators and for the command line. */
@Injectable()
export class Administration {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly endings: SessionEndings,
    private readonly deletions: DeletionRepository,
    private readonly grants: Grants,
    private readonly news: AccountNews,
    private readonly outbox: Outbox,
    private readonly log: SecurityLog,
    private readonly transactions: Transactions,
  ) {}

  /** `admin.required` (forbidden) for who is none. */
  async require(accountId: string): Promise<void> {
    const account = await this.accounts.find(accountId);
    if (!account?.isAdmin || account.disabledAt)
      throw new Failure('forbidden', 'admin.required', 'This takes an administrator.');
  }

  /** Ends the sessions of an account, and lets nobody in, with tokens neither. `account.not_found`, `admin.last` (conflict). */
  disable(id: string, author: Author): Promise<void> {
    return this.change(id, async (account, transaction) => {
      if (account.disabledAt) return;
      await this.refuseLast(account, transaction);
      account.disable(new Date());
      await this.endings.endOthers(id, undefined, transaction);
      await this.silenceTokens(id, transaction);
      await this.news.tell(transaction, userUpdated, account);
      await this.log.note(transaction, id, 'account.disabled', undefined, author);
    });
  }

  /** `account.not_found`. */
  enable(id: string, author: Author): Promise<void> {
    return this.change(id, async (account, transaction) => {
      if (!account.disabledAt) return;
      account.disable(null);
      await this.news.tell(transaction, userUpdated, account);
      await this.log.note(transaction, id, 'account.enabled', undefined, author);
    });
  }

  /** `account.not_found`, `admin.last` (conflict). */
  setAdministrator(id: string, isAdmin: boolean, author: Author): Promise<void> {
    return this.change(id, async (account, transaction) => {
      if (Boolean(account.isAdmin) === isAdmin) return;
      if (!isAdmin) await this.refuseLast(account, transaction);
      account.isAdmin = isAdmin;
      const act = isAdmin ? 'administrator.named' : 'administrator.dismissed';
      await this.log.note(transaction, id, act, undefined, author);
    });
  }

  /** Begins the removal of an account and all that it owns; `admin.last` (conflict) as with `disable`, unless that is meant. */
  async delete(id: string, author: Author, { evenLast = false } = {}): Promise<void> {
    await this.change(id, async (account, transaction) => {
      if (!evenLast) await this.refuseLast(account, transaction);
      await this.log.note(transaction, id, 'account.deleted', undefined, author);
      await this.grants.endOwned(id, transaction);
      await this.accounts.remove(id, transaction);
      // what somebody asked for without telling whether there is an account
      for (const sql of ['DELETE FROM registration WHERE email = ?', 'DELETE FROM mail WHERE recipient = ?'])
        await transaction.query(sql, [account.email]);
      await this.deletions.begin(account, transaction);
    });
  }

  /** Administrators are locked first, and always in the same order. */
  private async change(
    written: string,
    work: (account: Account, transaction: EntityManager) => Promise<void>,
  ): Promise<void> {
    const id = knownId(written, 'account');
    await this.transactions.run(async (transaction) => {
      await transaction.query('SELECT id FROM account WHERE is_admin ORDER BY id FOR UPDATE');
      const account = await this.accounts.lock(id, transaction);
      await work(account, transaction);
      await this.accounts.save(account, transaction);
    });
  }

  private async refuseLast({ id, isAdmin, disabledAt }: Account, transaction: EntityManager): Promise<void> {
    if (!isAdmin || disabledAt) return;
    const [row] = await transaction.query<{ others: unknown; administrators: unknown }[]>(
      `SELECT EXISTS (SELECT 1 FROM account WHERE id <> ?) AS others,
         EXISTS (SELECT 1 FROM account WHERE is_admin AND disabled_at IS NULL AND id <> ?) AS administrators`,
      [idToBytes(id), idToBytes(id)],
    );
    if (Number(row?.administrators) === 1 || Number(row?.others) === 0) return;
    throw new Failure('conflict', 'admin.last', 'This is the last administrator: name another one first.');
  }

  /** Gateways ask again about the tokens of an account, and are refused. */
  private async silenceTokens(accountId: string, transaction: EntityManager): Promise<void> {
    const tokens = await transaction.query<{ id: Buffer }[]>('SELECT id FROM personal_token WHERE account_id = ?', [
      idToBytes(accountId),
    ]);
    for (const id of tokens.map((token) => bytesToId(token.id)))
      await this.outbox.record(transaction, tokenRevoked, { id, version: 1 }, { id });
  }
}
