import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { STATUS_CODES } from 'node:http';
import { Failure, type FailureDetails, RemoteBug } from '#contracts/failure.js';
import { type Problem, statusFor } from './problem.js';
import { currentTrace, traceFrom } from './trace.js';

/** What is used of an HTTP reply. */
export interface Reply {
  sent: boolean;
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  type(mediaType: string): Reply;
  send(body: unknown): Reply;
}

interface Answer {
  status: number;
  code: string;
  detail: string;
  details?: FailureDetails;
}

/** What is refused before any handler runs, by its status. */
const refusedRequests: Record<number, [code: string, detail?: string]> = {
  404: ['route.not_found'],
  408: ['request.too_slow', 'The request came too slowly.'],
  413: ['request.too_large', 'The body is larger than 1 MiB.'],
  415: ['request.media_type', 'A body of this media type is not taken here.'],
};

/** Turns whatever was thrown into problem details. What is no refusal is a bug: logged here once, opaque outside. */
@Catch()
export class FailureFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const reply = host.switchToHttp().getResponse<Reply>();
    if (!reply.sent) sendProblem(reply, error);
  }
}

const logger = new Logger(FailureFilter.name);

/** Answers with the problem details of an error. */
export function sendProblem(reply: Reply, error: unknown): void {
  const problem = problemOf(error);
  const { status, retry_after = 1 } = problem;
  if (status === 401) reply.header('WWW-Authenticate', 'Bearer realm="errand"');
  if (status === 503 || status === 429) reply.header('Retry-After', String(retry_after));
  reply.status(status).type('application/problem+json').send(JSON.stringify(problem));
}

/** The problem details of an error. */
export function problemOf(error: unknown): Problem {
  const { status, code, detail, details } = answerTo(error);
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    code,
    ...details,
    trace_id: (currentTrace() ?? traceFrom(undefined)).traceId,
  };
}

function answerTo(error: unknown): Answer {
  if (error instanceof Failure) {
    const { code, message: detail, details } = error;
    return { status: statusFor(error), code, detail, details };
  }
  const { status, detail } = refusal(error);
  const [code, known] = refusedRequests[status] ?? ['request.malformed'];
  if (status < 500) return { status, code, detail: known ?? detail };
  if (!(error instanceof RemoteBug)) logger.error('A request failed', error);
  return { status: 500, code: 'internal', detail: 'Something went wrong here. It has been logged under the trace id.' };
}

/** Nest's and Fastify's own errors carry the status that they stand for; anything else is a bug. */
function refusal(error: unknown): { status: number; detail: string } {
  if (error instanceof HttpException) return { status: error.getStatus(), detail: error.message };
  const { statusCode = 500, message = '' } = (error ?? {}) as { statusCode?: number; message?: string };
  return { status: statusCode, detail: message };
}
