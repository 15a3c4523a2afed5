import type { INestApplication } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const paths = ['/api/openapi.json', '/api/docs', '/api/docs/*', '/api/docs-yaml'];

/** The description of the API, and a page to read it at: made, by an application of its own, when somebody asks for it. */
export function serveDocumentation(app: INestApplication, fastify: FastifyInstance): void {
  let pages: Promise<FastifyInstance> | undefined;
  const answer = async ({ url, headers }: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    pages ??= import('./openapi.js').then(({ openApiPages }) => openApiPages(app));
    const page = await (await pages).inject({ url, headers });
    if (page.statusCode === 404) return reply.callNotFound();
    return reply.code(page.statusCode).headers(page.headers).send(page.rawPayload);
  };
  for (const path of paths) fastify.get(path, answer);
}
