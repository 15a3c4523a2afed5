import fc from 'fast-check';
import { resolved, type Schema } from './description.js';
import { hostile, texts } from './texts.js';

/** An id of this kind that a run has seen, or of another: chosen when it is used. */
export class IdOf {
  constructor(
    readonly kind: string,
    readonly turn: number,
  ) {}
}

const kinds: Record<string, string> = {
  parent_id: 'task',
  related_task_id: 'task',
  user_id: 'user',
  assignee_id: 'user',
  notify_uid: 'user',
};

/** By the name of a field, and that of what the route is about. */
const idOf = (name: string, about: string): fc.Arbitrary<IdOf> => {
  const kind = kinds[name] ?? (/^(.+)_id$/.exec(name)?.[1] || about);
  return fc.nat().map((turn) => new IdOf(kind, turn));
};

const formats: Record<string, fc.Arbitrary<unknown>> = {
  // none that anybody has: an invitation would rightly tell its receiver of others
  email: fc.uuid().map((id) => `${id}@example.org`),
  'date-time': fc
    .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((at) => at.toISOString()),
  date: fc
    .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10)),
  uri: fc.webUrl(),
};

const dates = fc.oneof(formats.date, formats['date-time'], fc.constantFrom('today', 'none'));

function strings(schema: Schema, name: string, about: string): fc.Arbitrary<unknown> {
  if (/(^|_)(id|ids|uid)$/.test(name)) return fc.oneof({ weight: 12, arbitrary: idOf(name, about) }, texts(schema));
  if (schema.format && formats[schema.format]) return formats[schema.format];
  if (/(date|datetime|since|until)$/.test(name)) return fc.oneof({ weight: 6, arbitrary: dates }, texts(schema));
  return texts(schema);
}

/**
 * Mostly what a schema allows; what its text rules out besides, now and then. `about` is what the
 * route is about, and `name` that of the field.
 */
export function arbitraryOf(schema: Schema, about: string, name = '', depth = 0): fc.Arbitrary<unknown> {
  const { allOf, anyOf, oneOf, enum: values, type } = (schema = resolved(schema));
  if (depth > 6) return fc.constant(null);
  const deeper = (each: Schema, as = name): fc.Arbitrary<unknown> => arbitraryOf(each, about, as, depth + 1);
  if (values) return fc.constantFrom(...values);
  if (allOf?.length === 1) return deeper(allOf[0]);
  const choices = anyOf ?? oneOf ?? (Array.isArray(type) ? type.map((one) => ({ ...schema, type: one })) : undefined);
  if (choices) return fc.oneof(...choices.map((each) => deeper(each)));
  switch (String(type)) {
    case 'string':
      return strings(schema, name, about);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -5, max: schema.maximum ?? 2 ** 31 });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const most = Math.min(schema.maxItems ?? 4, Math.max(4, schema.minItems ?? 0));
      return fc.array(deeper(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: most });
    }
    case 'object':
      return objects(schema, deeper);
    default:
      return hostile;
  }
}

/** Or undefined, mostly: of many fields few fit together. */
export const sometimes = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 2, arbitrary: value }, { weight: 3, arbitrary: fc.constant(undefined) });

function objects(
  { properties = {}, required = [] }: Schema,
  deeper: (schema: Schema, name: string) => fc.Arbitrary<unknown>,
): fc.Arbitrary<object> {
  const fields = Object.entries(properties).map(([name, schema]) => {
    const value = deeper(schema, name);
    return required.includes(name) ? value : sometimes(value);
  });
  return fc.tuple(...fields).map((all) => {
    const entries = Object.keys(properties).map((name, index) => [name, all[index]] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  });
}

const ways = ['replace', 'replace', 'drop', 'add', 'list'] as const;
type Way = (typeof ways)[number];

/** What is valid with one part of it, however deep, or all of it replaced, left out, added to or put into a list. */
export const broken = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(valid, hostile, fc.array(fc.nat(), { maxLength: 4 }), fc.constantFrom(...ways))
    .map(([value, other, path, way]) => breakAt(value, path, (part) => breakPart(part, other, way, path.length)));

/** Breaks the part to which `path` leads: each number says which part of the one before, the last part that there is. */
function breakAt(value: unknown, [at, ...path]: number[], breaking: (part: unknown) => unknown): unknown {
  if (at === undefined || !isComposite(value) || Object.keys(value).length === 0) return breaking(value);
  const names = Object.keys(value);
  const chosen = names[at % names.length];
  const entries = Object.entries(value).map(([name, each]): [string, unknown] =>
    name === chosen ? [name, breakAt(each, path, breaking)] : [name, each],
  );
  const kept = entries.filter(([, each]) => each !== undefined);
  return Array.isArray(value) ? kept.map(([, each]) => each) : Object.fromEntries(kept);
}

function breakPart(part: unknown, other: unknown, way: Way, length: number): unknown {
  if (way === 'drop') return undefined;
  if (way === 'list') return [part];
  if (way === 'replace' || !isComposite(part)) return other;
  return Array.isArray(part)
    ? (part as unknown[]).concat([other])
    : { ...part, ['x'.repeat(length * 20 + 1)]: other, constructor: other };
}

const isComposite = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof IdOf);
