import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { Readiness } from './health.js';

/** Milliseconds that requests in work have once nothing new is taken: what lasts longer, such as a slow upload, is broken off. */
const longestDrain = 20_000;

/**
 * Stops a process without failing anybody: it says that it is not ready and goes on as before for `delay` ms, so that who
 * sends it requests can notice; then it takes nothing new, finishes what it has begun within `limit` ms, and lets go of
 * everything.
 */
export async function drain(app: NestFastifyApplication, delay: number, limit = longestDrain): Promise<void> {
  app.get(Readiness, { strict: false }).stop();
  await sleep(delay);
  setTimeout(() => app.getHttpServer().closeAllConnections(), limit).unref();
  await app.close();
}

/** Has answers close their connections while the process stops: the next request is not for here. */
export function sendAwayWhenStopping(app: NestFastifyApplication, fastify: FastifyInstance): void {
  const readiness = app.get(Readiness, { strict: false });
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (readiness.stopping) reply.header('connection', 'close');
    done();
  });
}
