import {
  type CallHandler,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Observable, tap } from 'rxjs';
import { Json } from '#contracts/contract.js';
import { invalid } from '#contracts/failure.js';
import { ApiHeader } from './described.js';

interface Versioned {
  version: number;
}

@Injectable()
class VersionTag implements NestInterceptor<Versioned | Json<Versioned>> {
  intercept(context: ExecutionContext, next: CallHandler<Versioned | Json<Versioned>>): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      tap((answer) => {
        const { version } = answer instanceof Json ? answer.read() : answer;
        void reply.header('ETag', `"${version}"`);
      }),
    );
  }
}

/** Answers one thing with its version as ETag (RFC 9110). */
export const Tagged = (): MethodDecorator => UseInterceptors(VersionTag);

/** The route takes `If-Match`. */
export const Conditional = (): MethodDecorator =>
  ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'ETags of which one has to be that of the newest version; 412 otherwise, and nothing is changed',
    schema: { type: 'string' },
  });

const tag = /^(W\/)?"([\x21\x23-\x7e]*)"$/;

/**
 * The versions that `If-Match` names, as strong ETags; undefined where it is not sent, or `*`. `request.if_match` for anything
 * else. Weak ones match nothing (RFC 9110, 13.1.1).
 */
export function readIfMatch(header: string | undefined): string[] | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const tags = header.split(',').map((each) => tag.exec(each.trim()));
  if (tags.length > 20 || tags.includes(null)) throw invalid('request.if_match', 'If-Match', 'at most 20 ETags, or *');
  return tags.flatMap((found) => (found && !found[1] && found[2].length <= 64 ? [found[2]] : []));
}

/** What `If-Match` says, as services take it. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext) =>
  readIfMatch(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);
