import type { Json } from './schemas.js';

/** A JSON Schema, of the kinds that our documents use, with its references and its `allOf` resolved. */
export interface Shape {
  /** What it was read from, its reference resolved. */
  raw: Json;
  /** Undefined: of any type. */
  types?: string[];
  /** Undefined: any value of its type. */
  values?: unknown[];
  format?: string;
  pattern?: string;
  /** `maxLength`, `minimum` and so on. */
  limits: Record<string, number>;
  properties: Record<string, () => Shape>;
  required: string[];
  items?: () => Shape;
  alternatives: (() => Shape)[];
}

const limitNames = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'];

/** Reads a schema of a document. What lies deeper is read when it is asked for, so that a schema may contain itself. */
export function shapeOf(document: Json, schema: Json): Shape {
  const raw = resolve(document, schema);
  const later = (each: Json) => () => shapeOf(document, each);
  const { type, enum: values, properties = {}, items, required, allOf = [], oneOf, anyOf = [] } = raw as Keywords;
  const choices = oneOf ?? anyOf;
  const nullable = choices.some((each) => each.type === 'null');
  const others = choices.filter((each) => each.type !== 'null');
  const own: Shape = {
    raw,
    types: type === undefined ? undefined : [type].flat(),
    values: 'const' in raw ? [raw.const] : values,
    format: raw.format as string | undefined,
    pattern: raw.pattern as string | undefined,
    limits: Object.fromEntries(limitNames.filter((name) => name in raw).map((name) => [name, raw[name] as number])),
    properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, later(each)])),
    required: required ?? [],
    items: items && later(items),
    alternatives: others.length > 1 ? others.map(later) : [],
  };
  const parts = others.length === 1 ? [...allOf, others[0]] : allOf;
  const whole = parts.map((each) => shapeOf(document, each)).reduce(both, own);
  return nullable ? { ...whole, types: whole.types && [...whole.types, 'null'] } : whole;
}

interface Keywords {
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, Json>;
  items?: Json;
  required?: string[];
  allOf?: Json[];
  oneOf?: Json[];
  anyOf?: Json[];
}

function resolve(document: Json, schema: Json): Json {
  const { $ref } = schema;
  if (typeof $ref !== 'string') return schema;
  const target = $ref
    .slice(2)
    .split('/')
    .reduce<unknown>((node, key) => (node as Json | undefined)?.[key], document);
  if (target === undefined) throw new Error(`${$ref} does not exist`);
  return resolve(document, target as Json);
}

/** What both shapes ask for. */
function both(one: Shape, other: Shape): Shape {
  return {
    raw: one.raw,
    types: one.types ?? other.types,
    values: other.values ?? one.values,
    format: one.format ?? other.format,
    pattern: one.pattern ?? other.pattern,
    limits: { ...one.limits, ...other.limits },
    properties: { ...one.properties, ...other.properties },
    required: [...new Set([...one.required, ...other.required])],
    items: one.items ?? other.items,
    alternatives: [...one.alternatives, ...other.alternatives],
  };
}
