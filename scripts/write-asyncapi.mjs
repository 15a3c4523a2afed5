import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/**
 * Writes the description of all messages to docs/asyncapi.json. It needs the build, and neither a broker nor a database.
 * What is there is not replaced by something that others would break on.
 */
const registry = await import('../dist/libs/contracts/registry.js');
const { asyncApiDocument } = await import('../dist/libs/messaging/description/asyncapi.js');
const { breakingChanges } = await import('../dist/libs/messaging/description/compatibility.js');

const file = join(root, 'docs', 'asyncapi.json');
const { messagesVersion: version, contracts, events } = registry;
const document = await asyncApiDocument({ version, contracts, events });
const breaks = existsSync(file) ? breakingChanges(JSON.parse(readFileSync(file, 'utf8')), document) : [];
if (breaks.length > 0) {
  console.error(`These changes break who relies on version ${version} of the messages:\n  ${breaks.join('\n  ')}`);
  console.error('Add beside what is there instead, or raise the first number in libs/contracts/registry.ts.');
  process.exit(1);
}
writeFileSync(file, JSON.stringify(document, null, 2));
process.exit(0);
