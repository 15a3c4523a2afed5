import proxy from '@fastify/http-proxy';
import statics from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Failure } from '#contracts/failure.js';
import { type Reply, sendProblem } from '#service/failure.filter.js';
import { version } from '#service/version.js';

const webFolder = fileURLToPath(new URL('../web', import.meta.url));

/** Seconds that a file with a content hash in its name may be kept. */
const forever = 31_536_000;

/** What is the gateway's under the web client's origin: the API, and what of OAuth programs look for elsewhere. */
const prefixes = ['/api', '/oauth/access_token', '/.well-known/oauth-authorization-server'];

/** Passes the API on as it comes, bodies streamed. A gateway that is away is a problem like any other (RFC 9457). */
export async function proxyApi(fastify: FastifyInstance, gatewayUrl: string): Promise<void> {
  // a request whose body cannot be sent on fails twice: with its connection and with its body
  const answered = new WeakSet<Reply>();
  const onError = (reply: Reply): void => {
    if (answered.has(reply)) return;
    answered.add(reply);
    sendProblem(reply, gatewayAway);
  };
  await fastify.register(async (api) => {
    api.setErrorHandler((error, _request, reply) => sendProblem(reply, error));
    for (const prefix of prefixes) {
      await api.register(proxy, {
        upstream: gatewayUrl,
        prefix,
        rewritePrefix: prefix,
        http: { requestOptions: { timeout: longestSilence } },
        replyOptions: {
          onError,
          rewriteRequestHeaders: ({ headers: { host }, socket }, headers) => ({
            ...headers,
            ...whoAsks(headers, host, socket.remoteAddress),
          }),
        },
      });
    }
  });
}

/** What tells the gateway from where a request came, and for which host. What proxies before this one said stays in front. */
function whoAsks(said: IncomingHttpHeaders, host?: string, address?: string): IncomingHttpHeaders {
  return {
    'x-forwarded-for': [said['x-forwarded-for'] ?? [], address ?? []].flat().join(', '),
    'x-forwarded-host': said['x-forwarded-host'] ?? host,
    // nothing asks this process what it is
    'errand-frontend': `${version} ${process.versions.node}`,
  };
}

/** Milliseconds in which the gateway may say nothing: as long as what it does in one request may take. */
const longestSilence = 180_000;

const gatewayAway = new Failure('unavailable', 'gateway.unavailable', 'The gateway does not answer.');

/** Serves the built web client; every path that is no file is one of its pages. */
export async function servePages(fastify: FastifyInstance): Promise<void> {
  await fastify.register(statics, {
    root: webFolder,
    wildcard: false,
    cacheControl: false,
    // they are made of size and time, and in an image all pages have one time
    etag: false,
    lastModified: false,
    setHeaders: (response, path) => {
      const hashed = path.includes('/assets/');
      response.header('Cache-Control', hashed ? `public, max-age=${forever}, immutable` : 'no-cache');
    },
  });
  fastify.get('/*', (request, reply) => {
    const isPage = request.headers.accept?.includes('text/html') ?? false;
    return isPage ? reply.sendFile('index.html') : reply.code(404).type('text/plain').send('Not found');
  });
}
