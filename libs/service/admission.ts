import type { FastifyInstance } from 'fastify';
import { Failure } from '#contracts/failure.js';
import { sendProblem } from './failure.filter.js';
import { measure } from './metrics.js';
import { isOwn } from './requests.js';

/**
 * Refuses requests, as `<service>.overloaded` (unavailable), while `most` others are in work: they would only wait longer
 * than their callers do. Health and metrics are always answered.
 */
export function limitRequests(fastify: FastifyInstance, service: string, most: number): void {
  let inWork = 0;
  measure('http_requests_in_work', 'HTTP requests that are being answered', () => inWork);
  fastify.addHook('onRequest', (request, reply, done) => {
    if (isOwn(request.routeOptions.url ?? '')) return done();
    if (inWork >= most) return sendProblem(reply, overloaded(service));
    inWork += 1;
    reply.raw.once('close', () => (inWork -= 1));
    done();
  });
}

const overloaded = (service: string): Failure =>
  new Failure('unavailable', `${service}.overloaded`, 'Too many requests are being answered here.', { retry_after: 1 });
