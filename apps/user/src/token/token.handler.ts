import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import { tokenRevoked } from '#contracts/events.js';
import { Failure } from '#contracts/failure.js';
import type { ById, Nothing } from '#contracts/page.js';
import {
  type CreateToken,
  type NewToken,
  type PersonalTokens,
  type TokenBearer,
  tokenContract,
  type TokenSecret,
} from '#contracts/token.contract.js';
import { newId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { Handles } from '#messaging/handles.js';
import { Outbox } from '#messaging/outbox.js';
import { SecurityLog } from '../security/security-log.js';
import { hashSecret, newSecret } from '../session/secret.js';
import { PersonalTokenEntity } from './token.entity.js';
import { TokenRepository } from './token.repository.js';

const day = 86_400_000;

@Handles(tokenContract)
export class TokenHandler implements Handlers<typeof tokenContract> {
  constructor(
    private readonly tokens: TokenRepository,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly log: SecurityLog,
  ) {}

  async create({ name, scopes, expires_in_days: days }: CreateToken, actor: Actor): Promise<NewToken> {
    const token = newSecret('errand_');
    const stored = Object.assign(new PersonalTokenEntity(), {
      id: newId(),
      accountId: actor.user_id,
      name: name.trim(),
      hash: hashSecret(token),
      createdAt: new Date(),
      lastUsedAt: null,
      appId: null,
      scopes: scopes?.join(',') ?? null,
      expiresAt: days ? new Date(Date.now() + days * day) : null,
    });
    await this.transactions.run(async (transaction) => {
      await this.tokens.add(stored, transaction);
      await this.log.note(transaction, actor.user_id, 'token.created', stored.name);
    });
    const { id, scopes: granted, expires_at } = stored.toView();
    return { id, name: stored.name, token, scopes: granted, expires_at };
  }

  async list(_: Nothing, actor: Actor): Promise<PersonalTokens> {
    const tokens = await this.tokens.listOwned(actor.user_id);
    return { results: tokens.map((token) => token.toView()) };
  }

  async revoke({ id }: ById, actor: Actor): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const { name } = await this.tokens.remove(id, actor.user_id, transaction);
      await this.log.note(transaction, actor.user_id, 'token.revoked', name);
      await this.outbox.record(transaction, tokenRevoked, { id, version: 1 }, { id });
    });
  }

  async authenticate({ token }: TokenSecret): Promise<TokenBearer> {
    const stored = await this.tokens.findByHash(hashSecret(token));
    const isOver = stored?.expiresAt && stored.expiresAt <= new Date();
    if (!stored || isOver || !(await this.tokens.isOfUse(stored)))
      throw new Failure('unauthenticated', 'token.unknown', 'This token does not exist, was revoked or has expired.');
    await this.tokens.touch(stored, new Date());
    const { scopes, expires_at } = stored.toView();
    return { token_id: stored.id, actor: { user_id: stored.accountId }, scopes, expires_at };
  }
}
