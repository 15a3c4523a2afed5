import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { tokenRevoked } from '#contracts/events.js';
import type { Authorization } from '#contracts/oauth.contract.js';
import { type TokenScope, tokenScopes } from '#contracts/token.contract.js';
import { bytesToId, idToBytes, newId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { Outbox } from '#messaging/outbox.js';
import { hashSecret, newSecret } from '../session/secret.js';
import type { KnownApp } from './app.repository.js';
import { type Allowed, Codes } from './codes.js';

interface Row {
  app_id: Buffer;
  name: string;
  scopes: string;
  created_at: Date;
  last_used_at: Date | null;
}

/** What apps may do in people's accounts: their tokens, which are kept among the personal ones. */
@Injectable()
export class Grants {
  constructor(
    private readonly transactions: Transactions,
    private readonly codes: Codes,
    private readonly outbox: Outbox,
  ) {}

  async give(
    { accountId, scopes }: Allowed,
    app: KnownApp,
    transaction: EntityManager,
  ): Promise<[id: string, token: string]> {
    const [id, token] = [newId(), newSecret('errand_app_')];
    await transaction.query(
      `INSERT INTO personal_token (id, account_id, app_id, name, hash, scopes, created_at)
       VALUES (?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))`,
      [idToBytes(id), idToBytes(accountId), idToBytes(app.id), app.name, hashSecret(token), scopes],
    );
    return [id, token];
  }

  /** The apps that an account let in, each with all that it may do by any of its tokens. */
  async list(accountId: string): Promise<Authorization[]> {
    const rows = await this.transactions.manager.query<Row[]>(
      `SELECT app_id, app.name, scopes, personal_token.created_at, last_used_at
       FROM personal_token JOIN app ON app.id = app_id WHERE personal_token.account_id = ? ORDER BY personal_token.id`,
      [idToBytes(accountId)],
    );
    const byApp = new Map<string, Row[]>();
    for (const row of rows) byApp.set(bytesToId(row.app_id), [...(byApp.get(bytesToId(row.app_id)) ?? []), row]);
    return [...byApp].map(([id, tokens]) => view(id, tokens));
  }

  /** Takes everything back that an account let an app do; false when that was nothing. */
  async end(appId: string, accountId: string, transaction: EntityManager): Promise<boolean> {
    await this.codes.forget(appId, accountId, transaction);
    const ended = await this.revoke('app_id = ? AND account_id = ?', [appId, accountId], transaction);
    return ended.length > 0;
  }

  /** Takes back what anybody let an app do. */
  async endAll(appId: string, transaction: EntityManager): Promise<void> {
    await this.revoke('app_id = ?', [appId], transaction);
  }

  /** The same for all apps of an account, which is about to go. */
  async endOwned(accountId: string, transaction: EntityManager): Promise<void> {
    await this.revoke('app_id IN (SELECT id FROM app WHERE account_id = ?)', [accountId], transaction);
  }

  /** Ends all tokens of an account, its own and those of apps. */
  async endAllOf(accountId: string, transaction: EntityManager): Promise<void> {
    await transaction.query('DELETE FROM app_code WHERE account_id = ?', [idToBytes(accountId)]);
    await this.revoke('account_id = ?', [accountId], transaction);
  }

  /** Ends one token; false when it had ended before. */
  async endToken(tokenId: string, transaction: EntityManager): Promise<boolean> {
    return (await this.revoke('id = ? AND app_id IS NOT NULL', [tokenId], transaction)).length > 0;
  }

  /** The token of an app with this secret, and whose account it is for. */
  async find(token: string): Promise<{ id: string; appId: string; accountId: string } | undefined> {
    const [row] = await this.transactions.manager.query<{ id: Buffer; app_id: Buffer; account_id: Buffer }[]>(
      'SELECT id, app_id, account_id FROM personal_token WHERE hash = ? AND app_id IS NOT NULL',
      [hashSecret(token)],
    );
    return row && { id: bytesToId(row.id), appId: bytesToId(row.app_id), accountId: bytesToId(row.account_id) };
  }

  /** Gateways hear of each token that ends, and forget it. */
  private async revoke(which: string, ids: string[], transaction: EntityManager): Promise<string[]> {
    const rows = await transaction.query<{ id: Buffer }[]>(
      `SELECT id FROM personal_token WHERE ${which} ORDER BY id FOR UPDATE`,
      ids.map(idToBytes),
    );
    for (const { id: key } of rows) {
      const id = bytesToId(key);
      await transaction.query('DELETE FROM personal_token WHERE id = ?', [key]);
      await this.outbox.record(transaction, tokenRevoked, { id, version: 1 }, { id });
    }
    return rows.map(({ id }) => bytesToId(id));
  }
}

function view(id: string, tokens: Row[]): Authorization {
  const scopes = new Set(tokens.flatMap((each) => each.scopes.split(',') as TokenScope[]));
  const used = tokens.flatMap(({ last_used_at: at }) => (at ? [at.getTime()] : []));
  return {
    id,
    app_name: tokens[0]?.name ?? '',
    scopes: tokenScopes.filter((each) => scopes.has(each)),
    created_at: tokens[0]?.created_at.toISOString() ?? '',
    last_used_at: used.length > 0 ? new Date(Math.max(...used)).toISOString() : null,
  };
}
