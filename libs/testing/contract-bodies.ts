import fc from 'fast-check';
import { type ContractClass, type Field, fieldsOf, type Schema } from '#contracts/declared-fields.js';

const said = ['Water the tomatoes', 'x', 'größer 🍅', '\ud800'];
const formats: Record<string, string[]> = { date: ['2026-11-22'], email: ['ada@example.org'] };
const times = ['2026-11-22T09:00:00', '2026-11-22T09:00:00Z'];

interface Told extends Schema {
  type?: unknown;
  format?: string;
  example?: string;
  enum?: unknown[];
  items?: Told;
  minItems?: number;
  isArray?: boolean;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
}

function textsOf({ format = '', example, minLength = 0, maxLength = 40 }: Told, name: string): fc.Arbitrary<string> {
  const known =
    formats[format] ?? (example ? [example] : /(since|until|date|datetime)$/.test(name) ? times : undefined);
  if (known) return fc.constantFrom(...known);
  return fc.oneof(
    fc.constantFrom(...said.filter(({ length }) => length <= maxLength), 'y'.repeat(Math.min(maxLength, 999))),
    fc.string({ minLength, maxLength: Math.min(maxLength, 40) }),
  );
}

function valuesOf(schema: Told, name: string): fc.Arbitrary<unknown> {
  const { type, items, minItems: minLength = 0, isArray } = schema;
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (typeof type === 'function') {
    const inside = bodiesOf((type as () => ContractClass)());
    return isArray ? fc.array(inside, { minLength, maxLength: minLength + 2 }) : inside;
  }
  if (type === 'array') return fc.uniqueArray(valuesOf(items ?? {}, name), { minLength, maxLength: minLength + 2 });
  if (type === 'string') return textsOf(schema, name);
  if (type === 'integer') return fc.integer({ min: schema.minimum, max: schema.maximum });
  if (type === 'boolean') return fc.boolean();
  if (type !== 'object') return fc.jsonValue();
  return fc.dictionary(fc.constantFrom('a', 'b-c', '7'), fc.oneof(fc.nat(), fc.jsonValue()), { maxKeys: 2 });
}

const fieldValues = ({ name, schema, presence: { nullable, optional } }: Field): fc.Arbitrary<unknown> => {
  const absent = optional ? [{ weight: 1, arbitrary: fc.constant(undefined) }] : [];
  const nothing = nullable ? [{ weight: 1, arbitrary: fc.constant(null) }] : [];
  return fc.oneof({ weight: 6, arbitrary: valuesOf(schema, name) }, ...absent, ...nothing);
};

/** What the fields of a contract class say that they take, mostly. */
export function bodiesOf(contract: ContractClass): fc.Arbitrary<Record<string, unknown>> {
  const fields = fieldsOf(contract);
  const required = fields.filter(({ presence }) => !presence.optional).map(({ name }) => name);
  return fc.record(Object.fromEntries(fields.map((field) => [field.name, fieldValues(field)])), {
    requiredKeys: required,
  });
}

/** Values that belong nowhere, each made anew. */
const strangers: (() => unknown)[] = [
  () => undefined,
  () => null,
  () => '',
  () => ' \t',
  () => '5',
  () => 'true',
  () => 'a,b',
  () => '["a","b"]',
  () => '[broken',
  () => -1,
  () => 1.5,
  () => NaN,
  () => Infinity,
  () => true,
  () => [],
  () => ({}),
  () => [null],
  () => [[]],
  () => [{}],
  () => new Array<unknown>(2).concat('a'),
  () => ({ a: { b: [1, null] } }),
  () => ({ toString: 1, valueOf: 1 }),
  () => ({ prototype: 1, constructor: { name: 'x' } }),
  () => JSON.parse('{"__proto__":{"a":1},"b":2}') as unknown,
  () => 'z'.repeat(20_000),
  () => new Date(0),
  () => new Uint8Array(2),
];

const strangeNames = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'unheard_of'];

/** The same with something else in up to two of its fields, or in others. */
export function brokenBodiesOf(contract: ContractClass): fc.Arbitrary<Record<string, unknown>> {
  const names = [...fieldsOf(contract).map(({ name }) => name), ...strangeNames];
  const stranger = fc.oneof(
    fc.constantFrom(...strangers).map((make) => make()),
    fc.jsonValue(),
  );
  const changes = fc.array(fc.tuple(fc.constantFrom(...names), stranger), { minLength: 1, maxLength: 2 });
  return fc.tuple(bodiesOf(contract), changes).map(([body, changed]) => {
    for (const [name, value] of changed) {
      Object.defineProperty(body, name, { value, enumerable: true, configurable: true, writable: true });
    }
    return body;
  });
}
