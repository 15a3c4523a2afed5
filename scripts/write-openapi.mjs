import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { newActorKey } from './servers/secrets.mjs';

/** Writes the description of the REST API to docs/openapi.json. It needs the build, and neither a broker nor a database. */
const { createService } = await import('../dist/libs/service/run.js');
const { Environment } = await import('../dist/libs/service/environment.js');
const { gatewayService } = await import('../dist/apps/gateway/src/gateway.service.js');
const { openApiDocument } = await import('../dist/apps/gateway/src/http/openapi.js');

const environment = new Environment({
  BROKER_URL: 'amqp://127.0.0.1:1',
  LOG_LEVEL: 'silent',
  ACTOR_KEY: newActorKey(),
});
const { app } = await createService(gatewayService, environment);
mkdirSync(join(root, 'docs'), { recursive: true });
writeFileSync(join(root, 'docs', 'openapi.json'), JSON.stringify(openApiDocument(app), null, 2));
process.exit(0);
