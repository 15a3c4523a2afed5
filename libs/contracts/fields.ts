import { type CheckingPackages, field, type Presence, type Schema } from './declared-fields.js';

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
