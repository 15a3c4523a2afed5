import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { networkOf } from '#service/network.js';
import { isOwn } from '#service/requests.js';
import type { SignedRequest } from '../auth/actor.js';
import { COST, type Costs } from './cost.js';
import { type Caller, inHeader, Limits } from './limits.js';
import type { Standing } from './rate.js';

type Request = SignedRequest & FastifyRequest;

/**
 * Refuses who asks for more than is answered: by account, token and route, or by address and route where nobody is signed
 * in. It comes after the guard that finds out who asks.
 */
@Injectable()
export class RateGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(Limits) private readonly limits: Limits,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    if (isOwn(request.routeOptions.url ?? '')) return true;
    const costs = this.reflector.get<Costs | undefined>(COST, context.getHandler()) ?? 1;
    const cost = typeof costs === 'number' ? costs : costs(request.body);
    tell(http.getResponse<FastifyReply>(), this.limits.spend(callersOf(request, cost), cost));
    return true;
  }
}

function callersOf(request: Request, cost: number): Caller[] {
  const { actor, bearerId, routeOptions } = request;
  const address = networkOf(request.ip);
  const route = (who: string): Caller => ({ name: 'route', who: `${who} ${request.method} ${routeOptions.url}` });
  // one unit of the address is spent when a request comes in
  if (!actor) return cost > 1 ? [route(address), { name: 'address', who: address }] : [route(address)];
  const token = bearerId ?? actor.session_id ?? actor.user_id;
  return [{ name: 'account', who: actor.user_id }, { name: 'token', who: token }, route(actor.user_id)];
}

/** Counts every request against its address before anything of its body is read, and tells the quotas in every answer. */
export function limitAddresses(fastify: FastifyInstance, limits: Limits): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (isOwn(request.routeOptions.url ?? '')) return done();
    void reply.header('RateLimit-Policy', limits.policy);
    try {
      tell(reply, limits.spend([{ name: 'address', who: networkOf(request.ip) }], 1));
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}

const tell = (reply: FastifyReply, standing: Standing): void => void reply.header('RateLimit', inHeader(standing));
