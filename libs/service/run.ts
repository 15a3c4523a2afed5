import { type DynamicModule, HttpException, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyHttpOptions, FastifyServerOptions } from 'fastify';
import { type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import 'reflect-metadata';
import { limitRequests } from './admission.js';
import { drain, sendAwayWhenStopping } from './drain.js';
import { Environment, type ProcessSettings } from './environment.js';
import { problemOf, type Reply, sendProblem } from './failure.filter.js';
import { Readiness } from './health.js';
import { Logger } from './logger.js';
import { tidyWhenReady } from './memory.js';
import { observeRequests } from './requests.js';
import { cutOffSlowClients, type Patience } from './slow-clients.js';
import { showSourcePositions } from './source-positions.js';
import { StartRefused } from './start-refused.js';
import { startTracing } from './tracing.js';

/** A process: its name, how it reads its settings, the module that it is, and what is left to do before it listens. */
export interface Service<S extends ProcessSettings> {
  name: string;
  settings: (environment: Environment) => S;
  module: (settings: S) => Type<unknown> | DynamicModule;
  /** How HTTP is spoken, where it differs from what every process does. */
  http?: (settings: S) => FastifyServerOptions;
  prepare?: (app: NestFastifyApplication, settings: S) => void | Promise<void>;
}

/** A URL that cannot be read reaches no route and no filter, and is a problem all the same. */
const frameworkErrors = ((error: Error, _: unknown, reply: Reply) =>
  sendProblem(reply, error)) as FastifyServerOptions['frameworkErrors'];

const noGuessing = 'X-Content-Type-Options: nosniff\r\n';

/** What is no HTTP, or has too many headers, has no request to answer; Node leaves it to us to say so and hang up. */
const clientErrorHandler = ({ code }: { code?: string }, socket: Socket): void => {
  if (code === 'ECONNRESET') return void socket.destroy();
  refuse(socket, code === 'HPE_HEADER_OVERFLOW' ? 431 : code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400);
};

/** Says on a connection itself why it is closed. */
const refuse = (socket: Socket, status: number): void => {
  if (!socket.writable) return void socket.destroy();
  const body = JSON.stringify(problemOf(new HttpException(STATUS_CODES[status] ?? '', status)));
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\n${noGuessing}`;
  socket.end(`${head}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
  socket.destroySoon();
};

/** Contracts say what a request may be. The compilers of Fastify's own schemas, which it loads unless told, are for nothing. */
const refuseSchemas = (): never => {
  throw new Error('Routes have no schema of Fastify’s own');
};
const schemaController = { compilersFactory: { buildValidator: refuseSchemas, buildSerializer: refuseSchemas } };

const http: FastifyServerOptions = {
  frameworkErrors,
  clientErrorHandler,
  schemaController,
  forceCloseConnections: 'idle',
  // what a process that stops has accepted, it answers
  return503OnClosing: false,
};

/** Node looks at connections in intervals, and closes none sooner. Bodies are looked at by their speed: uploads take their time. */
const patient = ({ headers, idle }: Patience): Pick<FastifyHttpOptions<Server>, 'http' | 'keepAliveTimeout'> => ({
  keepAliveTimeout: idle,
  http: { headersTimeout: headers, connectionsCheckingInterval: Math.ceil(headers / 2) },
});

/** Reads the settings and builds the application, listening on nothing yet. */
export async function createService<S extends ProcessSettings>(
  service: Service<S>,
  environment: Environment,
): Promise<{ app: NestFastifyApplication; settings: S }> {
  const settings = service.settings(environment);
  environment.done();
  const stopTracing = settings.otlpEndpoint && (await startTracing(service.name, settings.otlpEndpoint));
  const app = await NestFactory.create<NestFastifyApplication>(
    service.module(settings),
    new FastifyAdapter({ ...http, ...patient(settings.patience), ...service.http?.(settings) }),
    { logger: new Logger(service.name, settings), bodyParser: false, abortOnError: false },
  );
  const fastify = app.getHttpAdapter().getInstance();
  observeRequests(fastify);
  limitRequests(fastify, service.name, settings.maxRequests);
  cutOffSlowClients(fastify, settings.patience, (socket) => refuse(socket, 408));
  sendAwayWhenStopping(app, fastify);
  if (stopTracing) fastify.addHook('onClose', stopTracing);
  await service.prepare?.(app, settings);
  return { app, settings };
}

/**
 * Runs a process until it is told to stop: SIGTERM or SIGINT drain it, and so does the end of the launcher that
 * supervises it. A second signal ends it at once. An unusable environment, and a schema that is newer than this version, is
 * told in words, with exit code 78 (EX_CONFIG). With the argument `migrate` it only brings its schema up to date.
 */
export async function runService<S extends ProcessSettings>(service: Service<S>): Promise<void> {
  showSourcePositions();
  try {
    const { app, settings } = await createService(service, Environment.load());
    app.flushLogs();
    if (process.argv[2] === 'migrate') process.exit(0);
    stopWhenTold(app, settings.drainDelay);
    await app.startAllMicroservices();
    await app.listen(settings.port, settings.host);
    await tidyWhenReady(app.get(Readiness));
  } catch (error) {
    console.error(error instanceof StartRefused ? `${service.name}: ${error.message}` : error);
    process.exit(error instanceof StartRefused ? 78 : 1);
  }
}

function stopWhenTold(app: NestFastifyApplication, delay: number): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    drain(app, delay).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (process.env.ERRAND_SUPERVISED) process.on('disconnect', () => (stopping ? undefined : stop()));
}
