import {
  type CheckingPackages,
  type ContractClass,
  declareField,
  type Presence,
  type Rules,
  type Schema,
} from './declared-fields.js';

function field(presence: Presence, schema: Schema, rules: Rules = () => []): PropertyDecorator {
  return (target, name) =>
    declareField({ of: target.constructor as ContractClass, name: String(name), presence, schema, rules });
}

/** Text of at most `max` characters; at least `min` (0). */
export function Text(options: Presence & { max: number; min?: number }): PropertyDecorator {
  const { max, min = 0 } = options;
  return field(
    options,
    { type: 'string', maxLength: max, ...(min ? { minLength: min } : {}) },
    ({ IsString, Matches, MaxLength, MinLength }) => [
      IsString(),
      MaxLength(max),
      ...(min ? [MinLength(min), Matches(/\S/, { message: '$property must not be blank' })] : []),
    ],
  );
}

/** An id as answered by this API. A malformed one is treated as unknown where it is looked up. */
export function Id(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'string', maxLength: 64 }, ({ IsString, MaxLength }) => [IsString(), MaxLength(64)]);
}

/** True or false; `words` reads it from text, as in a query string. */
export function Flag(options: Presence & { words?: boolean } = {}): PropertyDecorator {
  return field(options, { type: 'boolean' }, ({ IsBoolean, Transform }) => [
    IsBoolean(),
    ...(options.words ? [Transform(({ value }: { value: unknown }) => flags.get(value) ?? value)] : []),
  ]);
}

const flags = new Map<unknown, boolean>([
  ['true', true],
  ['false', false],
]);

/** A whole number from `min` to `max`, both included; `digits` reads it from text, as in a query string. */
export function Whole(options: Presence & { min?: number; max?: number; digits?: boolean } = {}): PropertyDecorator {
  const { min = 0, max = 2_147_483_647, digits = false } = options;
  return field(options, { type: 'integer', minimum: min, maximum: max }, ({ IsInt, Max, Min, Type }) => [
    IsInt(),
    Min(min),
    Max(max),
    ...(digits ? [Type(() => Number)] : []),
  ]);
}

/** Where positions end: twice as far as one may ask for, so that there is room for what is added after that. */
export const furthest = 4_294_967_295;

/** The position of a row among its siblings; used in answers only. */
export const Position = (options: Presence = {}): PropertyDecorator => Whole({ ...options, max: furthest });

/** A fraction; used in answers only. */
export function Decimal(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'number' });
}

/** Anything that a schema says, not checked; used in answers only. */
export function Answered(schema: Schema, options: Presence = {}): PropertyDecorator {
  return field(options, schema);
}

/** One of a few words. */
export function OneOf(values: readonly string[], options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'string', enum: [...values] }, ({ IsIn }) => [IsIn([...values])]);
}

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

/** A calendar date, `YYYY-MM-DD`, with no time and no zone. */
export function CalendarDate(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'string', format: 'date' }, ({ Matches }) => [
    Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { message: '$property must be a date like 2026-11-22' }),
  ]);
}

/** A date with a time, RFC 3339; without an offset it is local to wherever the reader is. */
export function DateAndTime(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'string', maxLength: 32 }, ({ Matches }) => [
    Matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?$/, {
      message: '$property must be a date and time like 2026-11-22T09:00:00 or 2026-11-22T09:00:00Z',
    }),
  ]);
}

/** A calendar date, or a date with a time. */
export function DateOrTime(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'string', maxLength: 32 }, ({ Matches }) => [
    Matches(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?$/, {
      message: '$property must be a date like 2026-11-22, or one with a time like 2026-11-22T09:00:00Z',
    }),
  ]);
}

/** A moment in UTC, RFC 3339 with microseconds; used in answers only. */
export function Instant(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'string', format: 'date-time' });
}

export function Email(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'string', format: 'email', maxLength: 254 }, (packages) => [
    isAddress(packages),
    packages.MaxLength(254),
  ]);
}

/** `isEmail` throws at half a character (a lone surrogate), which JSON can carry. */
const isAddress = ({ isEmail, ValidateBy }: CheckingPackages): PropertyDecorator =>
  ValidateBy({
    name: 'isEmail',
    validator: {
      validate: (value) => typeof value === 'string' && !/\p{Surrogate}/u.test(value) && isEmail(value),
      defaultMessage: () => '$property must be an email',
    },
  });

/** The name of a zone in the IANA database, such as `Europe/Madrid`. */
export function TimeZone(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'string', maxLength: 64, example: 'Europe/Madrid' }, ({ IsTimeZone, MaxLength }) => [
    IsTimeZone(),
    MaxLength(64),
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

/** Another contract class inside this one. (OpenAPI's decorator knows a type that is read later by its name, `type`.) */
export function Nested(type: () => new () => object, options: Presence = {}): PropertyDecorator {
  return field(options, { type: () => type() }, (packages) => nestedRules(type, packages, false));
}

/** A list of another contract class, of at least `min` and at most `size` where they are told. */
export function ListOf(
  type: () => new () => object,
  options: Presence & { min?: number; size?: number } = {},
): PropertyDecorator {
  const { min, size } = options;
  const limits = { ...(min === undefined ? {} : { minItems: min }), ...(size === undefined ? {} : { maxItems: size }) };
  return field(options, { type: () => type(), isArray: true, ...limits }, (packages) => [
    packages.IsArray(),
    ...(min === undefined ? [] : [packages.ArrayMinSize(min)]),
    ...(size === undefined ? [] : [packages.ArrayMaxSize(size)]),
    ...nestedRules(type, packages, true),
  ]);
}

/** `ValidateNested` alone looks into lists of lists for objects, and takes those in which there are none. */
function nestedRules(type: () => new () => object, packages: CheckingPackages, each: boolean): PropertyDecorator[] {
  const { Type, ValidateBy, ValidateNested } = packages;
  const message = `${each ? 'each value in ' : ''}$property must be an object`;
  const validator = { validate: (value: unknown) => !Array.isArray(value), defaultMessage: () => message };
  return [ValidateNested({ each, message }), ValidateBy({ name: 'isObject', validator }, { each }), Type(type)];
}

/** Values by name, of no fixed shape. */
export function Dictionary(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'object', additionalProperties: true }, ({ IsObject }) => [IsObject()]);
}

/** Whole numbers by id, at most 1000. */
export function WholeById(options: Presence = {}): PropertyDecorator {
  const schema = { type: 'object', additionalProperties: { type: 'integer' } };
  return field(options, schema, ({ ValidateBy }) => [
    ValidateBy({
      name: 'isWholeById',
      validator: {
        validate: (value) =>
          isDictionary(value) && Object.values(value).every(isOrder) && Object.keys(value).length <= 1000,
        defaultMessage: () => '$property must have at most 1000 whole numbers by id',
      },
    }),
  ]);
}

const isDictionary = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isOrder = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 2_147_483_647;
