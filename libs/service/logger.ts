import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, pino, type Logger as Pino } from 'pino';
import { currentTrace } from './trace.js';

export interface LogSettings {
  logLevel: string;
  logFormat: 'json' | 'pretty';
}

/** What Nest tells of its own wiring at every start, of no use unless something is being looked for. */
const wiring = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestMicroservice']);

/** One line an entry; the launcher says which process it came from. */
const forPeople = {
  singleLine: true,
  ignore: 'pid,hostname,service,context',
  messageFormat: '{context}: {msg}',
  translateTime: 'HH:MM:ss.l',
};

/** What happened and where. The errors of a database also carry its statement and its values: passwords' hashes among them. */
function withoutData(error: Error): Record<string, unknown> {
  const { code } = error as { code?: unknown };
  return { type: error.name, message: error.message, code, stack: error.stack };
}

/** Nest's logger on pino: one JSON object a line on standard output, with the trace id of the request at hand. */
export class Logger implements LoggerService {
  readonly pino: Pino;

  constructor(service: string, { logLevel, logFormat }: LogSettings, destination?: DestinationStream) {
    const options = {
      level: logLevel,
      base: { service, pid: process.pid },
      mixin: () => {
        const trace = currentTrace();
        return trace ? { trace_id: trace.traceId } : {};
      },
      serializers: { err: withoutData },
      redact: ['password', 'token', 'refresh_token', 'access_token', 'authorization'],
      ...(logFormat === 'pretty' ? { transport: { target: 'pino-pretty', options: forPeople } } : {}),
    };
    this.pino = destination ? pino(options, destination) : pino(options);
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write(wiring.has(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest appends the context's name last, and an error's stack before it. */
  private write(
    level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal',
    message: unknown,
    rest: unknown[],
  ): void {
    const context = typeof rest.at(-1) === 'string' ? (rest.pop() as string) : undefined;
    const error = message instanceof Error ? message : rest.find((each) => each instanceof Error);
    const stack = error ? undefined : rest.find((each) => typeof each === 'string' && each.includes('\n'));
    if (typeof message === 'object' && message !== null && message !== error) this.pino[level]({ context, ...message });
    else this.pino[level]({ context, err: error, stack }, message === error ? error?.message : String(message));
  }
}
