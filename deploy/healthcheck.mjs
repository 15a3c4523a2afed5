// The health check of the images: whether the service in this container can work, until it could once; then, whether it is
// alive. What a service needs may be away for a while, and it is of no use to end the service for that.
import { existsSync, writeFileSync } from 'node:fs';

const couldWork = '/tmp/could-work';
const port = process.env[`${process.env.ERRAND_SERVICE.toUpperCase()}_PORT`];
const question = existsSync(couldWork) ? 'live' : 'ready';
const address = `http://127.0.0.1:${port}/health/${question}`;
const answer = await fetch(address, { signal: AbortSignal.timeout(8_000) }).catch(() => undefined);
if (answer?.ok) {
  try {
    writeFileSync(couldWork, '');
  } catch {
    // without a /tmp it asks for the same again
  }
}
process.exit(answer?.ok ? 0 : 1);
