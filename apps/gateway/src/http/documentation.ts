import type { INestApplication } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const paths = ['/api/openapi.json', '/api/docs/*', '/api/docs-yaml'];

/** What the page to read the description at may load and do: its own files, and calls of this API. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Without the style in the page itself that @nestjs/swagger writes, which the policy refuses. */
const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Errand API</title>
    <link rel="icon" type="image/png" href="/api/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/swagger-ui-standalone-preset.js"></script>
    <script src="/api/docs/swagger-ui-init.js"></script>
  </body>
</html>
`;

/** The description of the API, and a page to read it at: made, by an application of its own, when somebody asks for it. */
export function serveDocumentation(app: INestApplication, fastify: FastifyInstance): void {
  let pages: Promise<FastifyInstance> | undefined;
  const answer = async ({ url, headers }: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    pages ??= import('./openapi.js').then(({ openApiPages }) => openApiPages(app));
    const file = await (await pages).inject({ url, headers });
    if (file.statusCode === 404) return reply.callNotFound();
    return reply.code(file.statusCode).headers(file.headers).send(file.rawPayload);
  };
  for (const path of ['/api/docs', '/api/docs/'])
    fastify.get(path, (_, reply) => reply.type('text/html').header('Content-Security-Policy', policy).send(page));
  for (const path of paths) fastify.get(path, answer);
}
