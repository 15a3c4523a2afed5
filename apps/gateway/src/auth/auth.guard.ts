import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Failure } from '#contracts/failure.js';
import { HealthController } from '#service/health.js';
import { MetricsController } from '#service/metrics.js';
import { AccessTokens } from './access-tokens.js';
import { OPEN, type SignedRequest } from './actor.js';
import { Bearers, personalTokenPrefix } from './bearers.js';
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
    if (authorization !== undefined) request.actor = await this.actorOf(authorization);
    else {
      const cookie = this.cookies.read(request);
      if (!cookie) throw missing();
      this.cookies.refuseOtherSites(request);
      request.actor = (await this.bearers.ofCookie(cookie)).actor;
    }
    return true;
  }

  private async actorOf(authorization: string): Promise<SignedRequest['actor']> {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (!token) throw missing();
    if (token.startsWith(personalTokenPrefix)) return (await this.bearers.ofToken(token)).actor;
    return this.accessTokens.actorOf(token);
  }

  private isOpen(context: ExecutionContext): boolean {
    const targets = [context.getHandler(), context.getClass()];
    return openControllers.includes(context.getClass()) || this.reflector.getAllAndOverride<boolean>(OPEN, targets);
  }
}

const missing = (): Failure => new Failure('unauthenticated', 'auth.missing', 'Send a token: Authorization: Bearer …');
