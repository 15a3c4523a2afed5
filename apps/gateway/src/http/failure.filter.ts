import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { STATUS_CODES } from 'node:http';
import { Failure, type FailureDetails } from '#contracts/failure.js';
import { RemoteBug } from '#messaging/client.js';
import { currentTrace } from '#service/trace.js';
import { type Problem, statusOf } from './problem.js';

interface Reply {
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

/** What Fastify refuses before any handler runs. */
const refusedRequests: Record<string, [code: string, detail: string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['request.too_large', 'The body is larger than 1 MiB.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['request.media_type', 'The body should be application/json.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['request.length', 'The body does not have the length that was announced.'],
};

/** Turns whatever was thrown into problem details. What is no refusal is a bug: logged here once, opaque outside. */
@Catch()
export class FailureFilter implements ExceptionFilter {
  private readonly logger = new Logger(FailureFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const reply = host.switchToHttp().getResponse<Reply>();
    if (reply.sent) return;
    const { status, code, detail, details } = this.answer(error);
    const problem: Problem = {
      type: 'about:blank',
      title: STATUS_CODES[status] ?? 'Error',
      status,
      detail,
      code,
      ...details,
      trace_id: currentTrace()?.traceId ?? '',
    };
    if (status === 401) reply.header('WWW-Authenticate', 'Bearer realm="errand"');
    if (status === 503) reply.header('Retry-After', '1');
    reply.status(status).type('application/problem+json').send(JSON.stringify(problem));
  }

  private answer(error: unknown): Answer {
    if (error instanceof Failure) {
      const { kind, code, message: detail, details } = error;
      return { status: statusOf[kind], code, detail, details };
    }
    const { status, detail, reason } = refusal(error);
    if (status === 404) return { status, code: 'route.not_found', detail };
    const known = refusedRequests[reason];
    if (status < 500) return { status, code: known?.[0] ?? 'request.malformed', detail: known?.[1] ?? detail };
    if (!(error instanceof RemoteBug)) this.logger.error('A request failed', error);
    return {
      status: 500,
      code: 'internal',
      detail: 'Something went wrong here. It has been logged under the trace id.',
    };
  }
}

/** Nest's and Fastify's own errors carry the status that they stand for; anything else is a bug. */
function refusal(error: unknown): { status: number; detail: string; reason: string } {
  if (error instanceof HttpException) return { status: error.getStatus(), detail: error.message, reason: '' };
  const {
    statusCode = 500,
    message = '',
    code = '',
  } = (error ?? {}) as Record<string, unknown> as {
    statusCode?: number;
    message?: string;
    code?: string;
  };
  return { status: statusCode, detail: message, reason: code };
}
