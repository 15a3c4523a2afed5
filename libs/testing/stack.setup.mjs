import { startProcesses } from './stack.mjs';

/** Whoever comes first looks after the installation: somebody whom no test deletes. */
async function registerAdministrator(url) {
  const account = { email: 'administrator@example.org', password: 'correct horse battery', full_name: 'Robin Doe' };
  const response = await fetch(`${url}/api/v1/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  // on servers that were used before, it is there already
  if (response.status !== 201 && response.status !== 409) throw new Error(`Registering answered ${response.status}`);
}

/** Runs the whole system once for all files of a jest project, on the servers that the environment names. */
export default async function setup() {
  const stack = await startProcesses({ LOG_LEVEL: 'debug', ...process.env });
  process.env.ERRAND_URL = stack.url;
  process.env.ERRAND_GATEWAY_URL = stack.gatewayUrl;
  process.env.ERRAND_STACK_DIR = stack.dir;
  await registerAdministrator(stack.url);
  globalThis.errandStack = stack;
}
