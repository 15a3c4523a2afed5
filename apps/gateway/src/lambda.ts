import './http/without-phone-numbers.js';
import { awsLambdaFastify } from '@fastify/aws-lambda';
import { setTimeout } from 'node:timers/promises';
import { BrokerConnection } from '#messaging/connection.js';
import { Environment } from '#service/environment.js';
import { createService } from '#service/run.js';
import { gatewayService } from './gateway.service.js';

/** An event of an HTTP API of Amazon API Gateway, format 2.0: what is changed of it here. */
interface HttpEvent {
  rawPath: string;
  rawQueryString?: string;
  queryStringParameters?: Record<string, string>;
}

/** Milliseconds that the first start waits for the broker, before it answers 503. */
const patience = 5000;

const { app } = await createService(gatewayService, Environment.load());
const fastify = app.getHttpAdapter().getInstance();
fastify.addHook('onRequest', ({ raw }, _reply, done) => {
  // what comes without a socket lacks two things that are asked of it: it is never silent, and is complete once it was read
  raw.setTimeout = () => raw;
  Object.defineProperty(raw, 'complete', { get: () => raw.readableEnded });
  done();
});
await app.startAllMicroservices();
await app.init();
// a connection to the broker that stays open does not keep an answer back
const answer = awsLambdaFastify(fastify, { callbackWaitsForEmptyEventLoop: false, decorateRequest: false });
await fastify.ready();
const broker = app.get(BrokerConnection, { strict: false });
for (const until = Date.now() + patience; !broker.ready && Date.now() < until;) await setTimeout(20);

/**
 * The REST API as a function of AWS Lambda behind an HTTP API. The query is passed on as it came: the parsed one that an event
 * also has does not tell `a,b` from `a` and `b`.
 */
export const handler = (event: HttpEvent, context: object): Promise<unknown> => {
  const query = event.rawQueryString ? `?${event.rawQueryString}` : '';
  return answer({ ...event, rawPath: event.rawPath + query, queryStringParameters: undefined }, context);
};
