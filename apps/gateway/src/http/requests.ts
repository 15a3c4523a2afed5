import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Json } from '#contracts/contract.js';
import { Failure, invalid } from '#contracts/failure.js';
import { traceOf } from '#service/requests.js';
import { inTrace } from '#service/trace.js';
import { randomUUID } from 'node:crypto';
import { deviceOf } from '../auth/device.js';
import { refuseBeyondLimits } from './body-limits.js';
import { isMarked } from './route-marks.js';

/** Reads JSON bodies; an empty one is no body, since the official SDKs send the content type also where there is none. */
export function parseJson(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, undefined);
    void parse(request, body as string, (error, value) =>
      error
        ? done(new Failure('invalid', 'request.not_json', `The body is not JSON: ${error.message}`))
        : within(value, done),
    );
  });
}

/** Reads forms as older clients of the Sync API send them: each field is text, or JSON where it is a list or an object. */
export function parseForms(fastify: FastifyInstance): void {
  const read = (text: string): unknown => {
    if (!/^[[{]/.test(text)) return text;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return text;
    }
  };
  fastify.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) => {
    const fields = [...new URLSearchParams(body as string)].map(([name, text]) => [name, read(text)] as const);
    return within(Object.fromEntries(fields), done);
  });
}

/** Hands on a body that is within the limits. */
function within(body: unknown, done: (error: Error | null, body?: unknown) => void): void {
  try {
    refuseBeyondLimits(body);
  } catch (error) {
    return done(error as Error);
  }
  done(null, body);
}

/** Passes on the answers of services as they came. */
export function passJsonOn(fastify: FastifyInstance): void {
  fastify.setReplySerializer((payload) => (payload instanceof Json ? payload.text : JSON.stringify(payload)));
}

/**
 * Gives every request its trace, its id and the moment by which it is answered, and logs its end. Uploads last as long as they
 * need; only their calls to other services have deadlines.
 */
export function traceRequests(fastify: FastifyInstance, deadline: number): void {
  const logger = new Logger('HTTP');
  fastify.addHook('onRequest', (request, _reply, done) => {
    const upload = request.headers['content-type']?.startsWith('multipart/');
    const until = upload ? {} : { deadline: Date.now() + deadline };
    const requestId = request.headers['x-request-id'];
    const unusable = requestId !== undefined && !/^[\x21-\x7e]{1,128}$/.test(String(requestId));
    const madeUp = isMarked(request, 'undoable') ? randomUUID() : undefined;
    const client = { address: request.ip, device: deviceOf(request.headers['user-agent']) };
    inTrace({ ...traceOf(request), ...until, requestId: requestId?.toString() ?? madeUp, client }, () =>
      unusable ? done(invalid('request.id_invalid', 'X-Request-Id', '1 to 128 visible ASCII characters')) : done(),
    );
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    const level = routeOptions.url?.startsWith('/health/') ? 'debug' : 'log';
    logger[level]({ method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) });
    done();
  });
}
