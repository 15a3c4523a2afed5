import { field, type Presence, type Rules, type Schema } from './declared-fields.js';

/** One or more of a few words, each once; `none` allows none of them, too. */
export function SomeOf(values: readonly string[], options: Presence & { none?: boolean } = {}): PropertyDecorator {
  const least = options.none ? 0 : 1;
  const schema = {
    type: 'array',
    items: { type: 'string', enum: [...values] },
    ...(least ? { minItems: least } : {}),
    maxItems: values.length,
  };
  return field(options, schema, ({ ArrayMinSize, ArrayUnique, IsArray, IsIn }) => [
    IsArray(),
    ArrayMinSize(least),
    ArrayUnique(),
    IsIn([...values], { each: true }),
  ]);
}

/** A list of short texts, each of at most `max` characters, at most `size` of them. */
export function Words(options: Presence & Size): PropertyDecorator {
  return field(options, wordsSchema(options), wordsRules(options));
}

interface Size {
  max: number;
  size: number;
}

const wordsSchema = ({ max, size }: Size): Schema => ({
  type: 'array',
  items: { type: 'string', maxLength: max },
  maxItems: size,
});

const wordsRules =
  ({ max, size }: Size): Rules =>
  ({ ArrayMaxSize, IsArray, IsString, MaxLength, MinLength }) => [
    IsArray(),
    ArrayMaxSize(size),
    IsString({ each: true }),
    MaxLength(max, { each: true }),
    MinLength(1, { each: true }),
  ];

/** A list of whole numbers from `min` to `max`, at most `size` of them, each once. */
export function WholeNumbers(options: Presence & { min: number; max: number; size: number }): PropertyDecorator {
  const { min, max, size } = options;
  const items = { type: 'integer', minimum: min, maximum: max };
  return field(options, { type: 'array', items, maxItems: size }, (packages) => [
    packages.IsArray(),
    packages.ArrayMaxSize(size),
    packages.ArrayUnique(),
    packages.IsInt({ each: true }),
    packages.Min(min, { each: true }),
    packages.Max(max, { each: true }),
  ]);
}

/** Ids in a query string, as `a,b,c` or as the JSON array that the official SDKs send. */
export function IdList(options: Presence & { size: number }): PropertyDecorator {
  const words = { ...options, max: 64 };
  return field(options, wordsSchema(words), (packages) => [
    ...wordsRules(words)(packages),
    packages.Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? splitIds(value) : value)),
  ]);
}

function splitIds(text: string): unknown {
  if (!text.startsWith('[')) return text.split(',').filter(Boolean);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
