import { beforeAll, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';

interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  maxLength?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
}

interface Operation {
  operationId: string;
  parameters?: { in: string; name: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** Of no fixed shape: limited as a whole, by the depth and the number of values of a body. */
const shapeless = ['args', 'response'];
/** Counted by its handler, which refuses more than a hundred. */
const counted = ['commands'];

let document: Document;
beforeAll(() => {
  document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as Document;
});

/** What of a schema has no end, each by its path. */
function endless(schema: Schema, path: string, seen: string[] = []): string[] {
  const name = schema.$ref?.split('/').at(-1);
  if (name) return seen.includes(name) ? [] : endless(document.components.schemas[name], path, [...seen, name]);
  const types = [schema.type].flat();
  const parts = [schema.allOf, schema.oneOf, schema.anyOf].flatMap((each) => each ?? []);
  const inside = [
    ...parts.flatMap((part) => endless(part, path, seen)),
    ...(schema.items ? endless(schema.items, `${path}[]`, seen) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([field, each]) => endless(each, `${path}.${field}`, seen)),
  ];
  const bounded = schema.enum ?? schema.format ?? schema.maxLength;
  if (types.includes('string') && bounded === undefined) inside.push(path);
  if (types.includes('array') && schema.maxItems === undefined) inside.push(path);
  return inside;
}

it('every text and every list of a request has an end', () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  const found = operations.flatMap(({ operationId, parameters = [], requestBody }) => [
    // headers end where Node stops to read them
    ...parameters.flatMap((each) => (each.in === 'query' ? endless(each.schema, `${operationId}?${each.name}`) : [])),
    // the fields of a form end where its reader stops
    ...Object.entries(requestBody?.content ?? {}).flatMap(([type, { schema }]) =>
      type.startsWith('multipart/') ? [] : endless(schema, operationId),
    ),
  ]);
  expect(operations.length).toBeGreaterThan(100);
  expect(found.filter((path) => ![...shapeless, ...counted].includes(path.split('.').at(-1) ?? ''))).toEqual([]);
});
