import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Failure } from '#contracts/failure.js';
import { HealthController } from '#service/health.js';
import { MetricsController } from '#service/metrics.js';
import { AccessTokens } from './access-tokens.js';
import { OPEN, type SignedRequest } from './actor.js';
import { Bearers, personalTokenPrefix } from './bearers.js';
import { refuseBeyond, SCOPE, sessionOnly, type Wanted } from './scope.js';
import { SessionCookies } from './session-cookie.js';

/** Not ours to mark as open. */
const openControllers: unknown[] = [HealthController, MetricsController];

/**
 * Lets a request in with a bearer token of either kind (RFC 6750) or, from our own pages, with a session's cookie, and every
 * request to a route that is open to all.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly accessTokens: AccessTokens,
    private readonly bearers: Bearers,
    @Inject(SessionCookies) private readonly cookies: SessionCookies,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http' || this.isOpen(context)) return true;
    const request = context.switchToHttp().getRequest<SignedRequest>();
    const { authorization } = request.headers;
    if (authorization !== undefined) Object.assign(request, await this.bearerOf(authorization));
    else {
      const cookie = this.cookies.read(request);
      if (!cookie) throw missing();
      this.cookies.refuseOtherSites(request);
      request.actor = (await this.bearers.ofCookie(cookie)).actor;
    }
    this.refuseBeyondScope(context, request);
    return true;
  }

  private async bearerOf(authorization: string): Promise<Pick<SignedRequest, 'actor' | 'bearerId' | 'scopes'>> {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (!token) throw missing();
    if (!token.startsWith(personalTokenPrefix)) return { actor: await this.accessTokens.actorOf(token) };
    const { id, actor, scopes } = await this.bearers.ofToken(token);
    return { actor, bearerId: id, scopes };
  }

  private refuseBeyondScope(context: ExecutionContext, { scopes }: SignedRequest): void {
    const wanted = this.reflector.get<Wanted | undefined>(SCOPE, context.getHandler());
    if (!wanted) throw new Error(`${context.getClass().name}.${context.getHandler().name} does not say its scope`);
    if (wanted === 'by command') return;
    if (wanted !== 'account') refuseBeyond(scopes, wanted);
    else if (scopes) throw sessionOnly();
  }

  private isOpen(context: ExecutionContext): boolean {
    const targets = [context.getHandler(), context.getClass()];
    return openControllers.includes(context.getClass()) || this.reflector.getAllAndOverride<boolean>(OPEN, targets);
  }
}

const missing = (): Failure => new Failure('unauthenticated', 'auth.missing', 'Send a token: Authorization: Bearer …');
