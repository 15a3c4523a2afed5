import { readSecrets } from '../../scripts/servers/secrets.mjs';
import { startProcesses } from './stack.mjs';

/** Runs the whole system once for all files of a jest project, on the servers that the environment names. */
export default async function setup() {
  const stack = await startProcesses({ LOG_LEVEL: 'debug', ...process.env });
  process.env.ERRAND_URL = stack.url;
  process.env.ERRAND_GATEWAY_URL = stack.gatewayUrl;
  process.env.ERRAND_STACK_DIR = stack.dir;
  // for further gateways, which tests start
  process.env.ACTOR_KEY = readSecrets(stack.dir).actorKey;
  globalThis.errandStack = stack;
}
