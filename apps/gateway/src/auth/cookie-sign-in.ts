import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Session, SignedIn } from '#contracts/account.contract.js';
import type { Client } from '#contracts/contract.js';
import { PartialType } from '#contracts/derived.js';
import { CurrentUser } from '#contracts/account.contract.js';
import { invalid } from '#contracts/failure.js';
import { Nested } from '#contracts/nested-fields.js';
import { sessionContract } from '#contracts/session.contract.js';
import { InjectClient } from '#messaging/client.js';
import { SessionCookies } from './session-cookie.js';

/** Who signed in. The tokens are absent where the session is kept in a cookie. */
export class SignInAnswer extends PartialType(Session) {
  @Nested(() => CurrentUser) user!: CurrentUser;
}

/** The header by which our own pages ask for a cookie; no other site can make a browser send it. */
export const cookieHeader = {
  name: 'Errand-Session',
  required: false,
  description: '`cookie`: keep the session in an `HttpOnly` cookie, and answer no tokens',
  schema: { type: 'string', enum: ['cookie'] },
};

/** Answers those who signed in: programs with tokens, pages with a cookie. */
@Injectable()
export class CookieSignIn {
  constructor(
    @InjectClient(sessionContract) private readonly sessions: Client<typeof sessionContract>,
    @Inject(SessionCookies) private readonly cookies: SessionCookies,
  ) {}

  /** `request.header_invalid` (invalid) and `auth.cross_site` (forbidden), before anything is done. */
  wants(request: FastifyRequest): boolean {
    const asked = request.headers['errand-session'];
    if (asked === undefined) return false;
    if (asked !== 'cookie') throw invalid('request.header_invalid', 'Errand-Session', 'cookie, or no such header');
    this.cookies.refuseOtherSites(request);
    return true;
  }

  async answer(signedIn: SignedIn, asCookie: boolean, reply: FastifyReply): Promise<SignInAnswer> {
    if (!asCookie) return signedIn;
    const { refresh_token, user } = signedIn;
    const { secret } = await this.sessions.keep({ refresh_token });
    void reply.header('set-cookie', this.cookies.write(secret));
    return { user };
  }
}
