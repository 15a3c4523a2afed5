import type { SignedIn } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import type { ById, Nothing } from '#contracts/page.js';
import {
  type Ended,
  type Login,
  type Refreshed,
  type RefreshToken,
  type SessionBearer,
  sessionContract,
  type SessionCookie,
  type Sessions,
  type VerificationKeys,
} from '#contracts/session.contract.js';
import { bytesToId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { Handles } from '#messaging/handles.js';
import { AccessTokenSigner } from './access-token.signer.js';
import { RefreshTokens } from './refresh-tokens.js';
import { hashSecret } from './secret.js';
import { SessionEndings } from './session-endings.js';
import { SessionRepository } from './session.repository.js';
import { SignIn } from './sign-in.js';

@Handles(sessionContract)
export class SessionHandler implements Handlers<typeof sessionContract> {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: SessionRepository,
    private readonly endings: SessionEndings,
    private readonly tokens: RefreshTokens,
    private readonly transactions: Transactions,
    private readonly signer: AccessTokenSigner,
  ) {}

  login(input: Login): Promise<SignedIn> {
    return this.signIn.withPassword(input);
  }

  refresh({ refresh_token }: RefreshToken): Promise<Refreshed> {
    return this.transactions.run(async (transaction) => {
      const stored = await this.tokens.find(refresh_token, transaction);
      if (!stored) return { refused: 'expired' };
      if (stored.used_at) {
        await this.endings.end('id = ?', [stored.session_id], 'session.refresh_reused', transaction);
        return { refused: 'reused' };
      }
      await this.tokens.use(refresh_token, stored, transaction);
      await this.sessions.touch(stored.session_id, transaction);
      return this.tokens.issue(bytesToId(stored.account_id), bytesToId(stored.session_id), transaction);
    });
  }

  async logout({ refresh_token }: RefreshToken): Promise<void> {
    const which = 'id IN (SELECT session_id FROM refresh_token WHERE hash = ?)';
    await this.transactions.run((transaction) =>
      this.endings.end(which, [hashSecret(refresh_token)], 'session.ended', transaction),
    );
  }

  keys(): Promise<VerificationKeys> {
    return Promise.resolve({ keys: this.signer.published });
  }

  keep({ refresh_token }: RefreshToken): Promise<SessionCookie> {
    return this.transactions.run(async (transaction) => {
      const stored = await this.tokens.find(refresh_token, transaction);
      if (!stored || stored.used_at) throw over();
      return { secret: await this.tokens.trade(stored, transaction) };
    });
  }

  async authenticate({ secret }: SessionCookie): Promise<SessionBearer> {
    const bearer = await this.sessions.bearerOf(secret);
    if (!bearer) throw over();
    return { actor: { user_id: bearer.accountId, session_id: bearer.sessionId } };
  }

  async list(_: Nothing, actor: Actor): Promise<Sessions> {
    return { results: await this.sessions.list(actor.user_id, actor.session_id) };
  }

  async revoke({ id }: ById, actor: Actor): Promise<void> {
    await this.endings.revoke(id, actor.user_id);
  }

  async revokeOthers(_: Nothing, { user_id, session_id }: Actor): Promise<void> {
    await this.transactions.run((transaction) => this.endings.endOthers(user_id, session_id, transaction));
  }

  async ended(): Promise<Ended> {
    return { ids: await this.endings.lately() };
  }
}

const over = (): Failure => new Failure('unauthenticated', 'session.expired', 'This session is over; sign in again.');
