import { freePort } from '../../scripts/process/ports.mjs';
import { startProcesses } from './stack.mjs';

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
  const stack = await startProcesses({ LOG_LEVEL: 'debug', ...provider, ...process.env });
  process.env.ERRAND_URL = stack.url;
  process.env.ERRAND_GATEWAY_URL = stack.gatewayUrl;
  process.env.ERRAND_STORAGE_URL = stack.addressOf('storage');
  process.env.ERRAND_STACK_DIR = stack.dir;
  process.env.ERRAND_PROVIDER_PORT = port;
  globalThis.errandStack = stack;
}
