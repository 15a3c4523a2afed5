import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Failure } from '#contracts/failure.js';
import { HealthController } from '#service/health.js';
import { MetricsController } from '#service/metrics.js';
import { AccessTokens } from './access-tokens.js';
import { OPEN, type SignedRequest } from './actor.js';
import { PersonalTokens, personalTokenPrefix } from './personal-tokens.js';

/** Not ours to mark as open. */
const openControllers: unknown[] = [HealthController, MetricsController];

/** Lets a request in with either kind of bearer token (RFC 6750), and every request to a route that is open to all. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly accessTokens: AccessTokens,
    private readonly personalTokens: PersonalTokens,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http' || this.isOpen(context)) return true;
    const request = context.switchToHttp().getRequest<SignedRequest>();
    const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (!token) throw new Failure('unauthenticated', 'auth.missing', 'Send a token: Authorization: Bearer …');
    const tokens = token.startsWith(personalTokenPrefix) ? this.personalTokens : this.accessTokens;
    request.actor = await tokens.actorOf(token);
    return true;
  }

  private isOpen(context: ExecutionContext): boolean {
    const targets = [context.getHandler(), context.getClass()];
    return openControllers.includes(context.getClass()) || this.reflector.getAllAndOverride<boolean>(OPEN, targets);
  }
}
