import { Parser } from '@asyncapi/parser';
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

/** Operations that the parser gets at a time: it unfolds all messages of a channel for each operation on it. */
const atATime = 24;

type Named = Record<string, Json>;
interface Described extends Json {
  channels: Record<string, Json & { messages: Named }>;
  operations: Named;
  components: { messages: Named; schemas: Named };
}

/** Where the messages and schemas of a document are. */
function named(document: Json): string[] {
  const { channels, components } = document as Described;
  return [
    ...Object.entries(channels).flatMap(([name, { messages }]) =>
      Object.keys(messages).map((message) => `#/channels/${name}/messages/${message}`),
    ),
    ...Object.keys(components.messages).map((name) => `#/components/messages/${name}`),
    ...Object.keys(components.schemas).map((name) => `#/components/schemas/${name}`),
  ];
}

const at = (document: Json, ref: string): unknown =>
  ref
    .split('/')
    .slice(1)
    .reduce<unknown>((within, key) => (within as Json | undefined)?.[key], document);

/** The document with some operations at a time, and of messages and schemas only what they refer to, by whatever way. */
function* parts(document: Json): Generator<{ part: Json; refs: Set<string> }> {
  const whole = document as Described;
  const all = Object.entries(whole.operations);
  for (let from = 0; from < all.length; from += atATime) {
    const operations = Object.fromEntries(all.slice(from, from + atATime));
    const refs = new Set<string>();
    const follow = (text: string): void => {
      for (const [, ref] of text.matchAll(/"\$ref":"([^"]+)"/g)) {
        if (refs.has(ref)) continue;
        refs.add(ref);
        // a channel has all messages of its service
        if (ref.split('/').length > 3) follow(JSON.stringify(at(document, ref) ?? {}));
      }
    };
    follow(JSON.stringify(operations));
    const only = (items: Named, path: string): Named =>
      Object.fromEntries(Object.entries(items).filter(([name]) => refs.has(`${path}/${name}`)));
    const channels = Object.entries(whole.channels)
      .filter(([name]) => refs.has(`#/channels/${name}`))
      .map(([name, channel]) => {
        const path = `#/channels/${name}/messages`;
        return [name, { ...channel, messages: only(channel.messages, path) }];
      });
    const { messages, schemas } = whole.components;
    const components = {
      ...whole.components,
      messages: only(messages, '#/components/messages'),
      schemas: only(schemas, '#/components/schemas'),
    };
    yield { part: { ...whole, channels: Object.fromEntries(channels) as Json, operations, components }, refs };
  }
}

describe('the description of the messages', () => {
  it('is valid AsyncAPI 3 to the official parser', async () => {
    const used = new Set<string>();
    let operations = 0;
    for (const { part, refs } of parts(committed)) {
      const { document: parsed, diagnostics } = await new Parser().parse(JSON.stringify(part));
      expect(diagnostics.filter(({ code }) => code !== 'asyncapi-latest-version')).toEqual([]);
      expect(parsed?.version()).toMatch(/^3\./);
      operations += parsed?.operations().length ?? 0;
      for (const ref of refs) used.add(ref);
    }
    expect(operations).toBe(events.length + contracts.flatMap(({ commands }) => Object.keys(commands)).length);
    expect(named(committed).filter((ref) => !used.has(ref))).toEqual([]);
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
