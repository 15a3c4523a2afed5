import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Json } from '#contracts/contract.js';
import { invalid } from '#contracts/failure.js';
import { ApiHeader } from './described.js';
import { isMarked, Marked } from './route-marks.js';

interface Versioned {
  version: number;
}

/** Answers one thing with its version as ETag (RFC 9110). */
export const Tagged = (): MethodDecorator => Marked('tagged');

/** Gives the answers of such routes their ETag. */
export function tagAnswers(fastify: FastifyInstance): void {
  fastify.addHook<Versioned | Json<Versioned>>('preSerialization', (request, reply, answer, done) => {
    if (reply.statusCode < 300 && isMarked(request, 'tagged')) reply.header('etag', `"${versionOf(answer)}"`);
    done(null, answer);
  });
}

const lastField = /[,{]"version":(\d+)\}$/;

/**
 * The version of an answer. Where it is the last field the text is not read: no JSON object with another version ends so, since
 * a quote inside of a text has a backslash before it, and no name follows one that closes a text.
 */
export function versionOf(answer: Versioned | Json<Versioned>): number {
  if (!(answer instanceof Json)) return answer.version;
  const last = lastField.exec(answer.text.slice(-40));
  return last ? Number(last[1]) : answer.read().version;
}

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
