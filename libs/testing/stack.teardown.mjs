import { readSecrets } from '../../scripts/servers/secrets.mjs';
import { loggedSecrets, secretsOf } from './logged-secrets.mjs';

/** Ends the system, and fails when any of its processes has logged a secret in all that the tests had it do. */
export default async function teardown() {
  const stack = globalThis.errandStack;
  if (!stack) return;
  const { storageSigningKey, secretsKey, actorKey } = readSecrets(stack.dir);
  await stack.stop();
  const found = loggedSecrets(stack.log, [storageSigningKey, secretsKey, actorKey, ...secretsOf(process.env)]);
  if (found.length > 0) throw new Error(`${found.length} secrets were logged:\n${found.slice(0, 10).join('\n')}`);
}
