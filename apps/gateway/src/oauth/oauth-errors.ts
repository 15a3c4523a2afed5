import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { problemOf, type Reply } from '#service/failure.filter.js';

/** The errors that programs know (RFC 6749, 5.2); whatever else the request has wrong is `invalid_request`. */
const named = /^oauth\.(\w+)$/;
const byStatus: Record<number, string> = { 500: 'server_error', 503: 'temporarily_unavailable' };

/** Answers what was refused in the words of OAuth, with the problem's own beside them. */
@Catch()
export class OAuthErrors implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<Reply>();
    if (reply.sent) return;
    const { status, code, detail, ...rest } = problemOf(error);
    const name = named.exec(code)?.[1] ?? byStatus[status] ?? 'invalid_request';
    if (status === 401) reply.header('WWW-Authenticate', 'Basic realm="errand"');
    if (status === 503) reply.header('Retry-After', String(rest.retry_after ?? 1));
    const body = { error: name, error_description: detail, ...rest, status, code, detail };
    reply.status(status).header('Cache-Control', 'no-store').type('application/json').send(JSON.stringify(body));
  }
}
