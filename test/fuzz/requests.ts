import fc from 'fast-check';
import { arbitraryOf, broken, IdOf, sometimes } from './arbitraries.js';
import type { Operation, Schema } from './description.js';
import { syncBatch } from './sync-commands.js';
import { hostile } from './texts.js';

/** What is sent, before ids are put in. */
export interface Request {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  headers: Record<string, unknown>;
  body?: unknown;
  file?: string;
  who: 'first' | 'second' | 'nobody';
}

const files = [
  '',
  'TYPE,CONTENT,PRIORITY\ntask,Water,1\nsection,Beds,\n',
  'TYPE,CONTENT\n"task',
  '{"format":"errand-backup","version":1}\n{"kind":"project"}\n',
  'PK\u0003\u0004',
  '\u0000\u00ff',
  '[]',
];

/** Requests of an operation, valid by its description or not. */
export function requestsOf(operation: Operation, isValid: boolean): fc.Arbitrary<Request> {
  const about = aboutOf(operation);
  const values = (schema: Schema, name: string): fc.Arbitrary<unknown> =>
    isValid ? arbitraryOf(schema, about, name) : fc.oneof(arbitraryOf(schema, about, name), hostile);
  const parameters = (place: string): fc.Arbitrary<Record<string, unknown>> => {
    const those = (operation.parameters ?? []).filter((each) => each.in === place);
    const fields = those.map(({ name, schema = {}, required }) => {
      const value = values(schema, name);
      return required && (isValid || place === 'path') ? value : sometimes(value);
    });
    return fc.record(Object.fromEntries(those.map(({ name }, index) => [name, fields[index]])));
  };
  const content = operation.requestBody?.content ?? {};
  const schema = content['application/json']?.schema ?? content['multipart/form-data']?.schema;
  const valid =
    operation.path === '/api/v1/sync' ? syncBatch : schema ? arbitraryOf(schema, about) : fc.constant(undefined);
  return fc.record({
    path: parameters('path'),
    query: parameters('query'),
    headers: parameters('header'),
    body: isValid || !schema ? valid : broken(valid),
    file: content['multipart/form-data'] ? fc.constantFrom(...files) : fc.constant(undefined),
    who: isValid ? fc.constantFrom('first', 'second') : fc.constantFrom('first', 'second', 'nobody'),
  });
}

const subject = /^\/(?:api\/v1\/)?(?:(?:admin|oauth|user)\/)?([^/]+)/;

/** What a route is about: `task` of `/api/v1/tasks/{id}/close`, `app` of `/api/v1/oauth/apps/{id}`. */
export const aboutOf = ({ path }: Operation): string => (subject.exec(path)?.[1] ?? '').replace(/s$/, '');

/** The same with an id in place of each mark. */
export function withIds<T>(value: T, idFor: (mark: IdOf) => string): T {
  if (value instanceof IdOf) return idFor(value) as T;
  if (Array.isArray(value)) return value.map((each) => withIds<unknown>(each, idFor)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withIds<unknown>(each, idFor)])) as T;
}
