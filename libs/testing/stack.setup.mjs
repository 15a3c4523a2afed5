import { createConnection } from 'mysql2/promise';
import { freePort } from '../../scripts/process/ports.mjs';
import { readSecrets } from '../../scripts/servers/secrets.mjs';
import { services } from '../../scripts/services.mjs';
import { startProcesses } from './stack.mjs';

/** Whoever comes first looks after the installation: somebody whom no test deletes. */
async function registerAdministrator(url) {
  const account = { email: 'administrator@example.org', password: 'correct horse battery', full_name: 'Robin Doe' };
  const response = await fetch(`${url}/api/v1/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  if (response.status !== 201 && response.status !== 409) throw new Error(`Registering answered ${response.status}`);
  // on servers that were used before, somebody else came first
  const database = await createConnection(process.env.USER_DATABASE_URL);
  await database.execute('UPDATE account SET is_admin = TRUE WHERE email = ?', [account.email]);
  await database.end();
}

/** Runs the whole system once for all files of a jest project, on the servers that the environment names. */
export default async function setup() {
  // where a test may start a provider to sign in with
  const port = String(await freePort());
  const provider = {
    OIDC_PROVIDERS: 'corp',
    OIDC_CORP_NAME: 'Our company',
    OIDC_CORP_ISSUER: `http://127.0.0.1:${port}`,
    OIDC_CORP_CLIENT_ID: 'errand',
    OIDC_CORP_CLIENT_SECRET: 'a secret of theirs',
  };
  const { ERRAND_TEST_SERVING: serving, ...env } = process.env;
  const accounts = serving && serving !== '{}' ? JSON.parse(serving) : undefined;
  const stack = await startProcesses({ LOG_LEVEL: 'debug', ...provider, ...env }, {}, accounts);
  process.env.ERRAND_URL = stack.url;
  for (const name of Object.keys(services)) process.env[`ERRAND_${name.toUpperCase()}_URL`] = stack.addressOf(name);
  process.env.ERRAND_STACK_DIR = stack.dir;
  process.env.ERRAND_PROVIDER_PORT = port;
  await registerAdministrator(stack.url);
  // for further gateways, which tests start
  process.env.ACTOR_KEY = readSecrets(stack.dir).actorKey;
  globalThis.errandStack = stack;
}
