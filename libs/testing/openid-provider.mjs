import { exportJWK, generateKeyPair } from 'jose';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';
import Memory from 'oidc-provider/lib/adapters/memory_adapter.js';

/** By a name of our own it is taken as chosen, without a warning. */
class Forgetful extends Memory {}

/**
 * @typedef {{ sub: string, email?: string, email_verified?: boolean, name?: string }} Claims
 * @typedef {{ clientId: string, clientSecret: string, redirectUri: string, port?: number }} Registered
 */

/**
 * A provider of OpenID Connect on this machine. Whoever it is asked about is `signedIn.as`, without being asked for anything; nobody is while that
 * is null.
 *
 * @param {Registered} registered
 */
export async function startOpenIdProvider({ clientId, clientSecret, redirectUri, port = 0 }) {
  /** @type {{ as: Claims | null }} */
  const signedIn = { as: null };
  /** @type {Map<string, Claims>} */
  const people = new Map();
  const server = createServer();
  await new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(undefined)));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const provider = new Provider(issuer, {
    adapter: Forgetful,
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'a key' }] },
    cookies: { keys: ['a key for the cookies of tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => people.get(sub) }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url.startsWith('/interaction/')) return answer(request, response);
    const { as } = signedIn;
    if (as) people.set(as.sub, as);
    const result = as ? { login: { accountId: as.sub, remember: false } } : { error: 'access_denied' };
    void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  });
  return {
    issuer,
    signedIn,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Goes where a browser is sent, with the cookies that it is given, until it is sent to `end`; answers with what query.
 *
 * @param {string} start
 * @param {string} end
 * @returns {Promise<string>}
 */
export async function followTo(start, end) {
  const jar = new Map();
  for (let url = start; ;) {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      jar.set(name, value);
    }
    const location = answer.headers.get('location');
    if (!location) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
    url = new URL(location, url).href;
    if (url.startsWith(`${end}?`)) return new URL(url).search.slice(1);
  }
}
