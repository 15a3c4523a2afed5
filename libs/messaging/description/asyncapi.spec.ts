import { fromFile, Parser } from '@asyncapi/parser';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { contracts, events, messagesVersion } from '#contracts/registry.js';
import { asyncApiDocument } from './asyncapi.js';
import { breakingChanges } from './compatibility.js';
import type { Json } from './schemas.js';

const file = 'docs/asyncapi.json';
const committed = JSON.parse(readFileSync(file, 'utf8')) as Json;
let document: Json;
beforeAll(async () => (document = await asyncApiDocument({ version: messagesVersion, contracts, events })));

describe('the description of the messages', () => {
  it('is valid AsyncAPI 3 to the official parser', async () => {
    const { document: parsed, diagnostics } = await fromFile(new Parser(), file).parse();
    expect(diagnostics.filter(({ code }) => code !== 'asyncapi-latest-version')).toEqual([]);
    expect(parsed?.version()).toMatch(/^3\./);
    expect(parsed?.operations()).toHaveLength(
      events.length + contracts.flatMap(({ commands }) => Object.keys(commands)).length,
    );
  }, 120_000);

  it('breaks nobody who relies on the one in the repository', () => {
    expect(breakingChanges(committed, document)).toEqual([]);
  });

  it('is the one in the repository (npm run docs:messages renews it)', () => {
    expect(document).toEqual(committed);
  });

  it('leaves out no field of any class', () => {
    const { schemas } = document.components as { schemas: Record<string, { properties?: object }> };
    const empty = Object.entries(schemas).filter(([, { properties }]) => Object.keys(properties ?? {}).length === 0);
    expect(empty.map(([name]) => name)).toEqual(['Nothing', 'ActorProof', 'Traceparent', 'RequestId']);
  });
});
