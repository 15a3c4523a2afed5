import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  isEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsTimeZone,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

/** How a field may be left out. Absent is not null: what is not sent is not touched. */
interface Presence {
  description?: string;
  /** May be absent. */
  optional?: boolean;
  /** May be null, which clears the value. */
  nullable?: boolean;
  example?: unknown;
}

const present = ({ optional, nullable }: Presence): PropertyDecorator[] => [
  ...(nullable ? [ValidateIf((_: object, value: unknown) => value !== null)] : []),
  ...(optional ? [nullable ? IsOptional() : ValidateIf((_: object, value: unknown) => value !== undefined)] : []),
];

type Schema = Record<string, unknown>;

function field(options: Presence, schema: Schema, ...rules: PropertyDecorator[]): PropertyDecorator {
  const { description, nullable, example, optional } = options;
  const property = { ...schema, description, example, ...(nullable ? { nullable } : {}) };
  return applyDecorators(
    optional ? ApiPropertyOptional(property) : ApiProperty(property),
    ...present(options),
    ...rules,
  );
}

/** For `PartialType`: a field that may not be null may be left out of a change, and still not be null. */
export const notNull = { skipNullProperties: false };

/** Text of at most `max` characters; at least `min` (0). */
export function Text(options: Presence & { max: number; min?: number }): PropertyDecorator {
  const { max, min = 0 } = options;
  return field(
    options,
    { type: 'string', maxLength: max, ...(min ? { minLength: min } : {}) },
    IsString(),
    MaxLength(max),
    ...(min ? [MinLength(min), Matches(/\S/, { message: '$property must not be blank' })] : []),
  );
}

/** An id as answered by this API. A malformed one is treated as unknown where it is looked up. */
export function Id(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'string' }, IsString(), MaxLength(64));
}

export function Flag(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'boolean' }, IsBoolean());
}

/** A whole number from `min` to `max`, both included. In a query string the digits are read as a number. */
export function Whole(options: Presence & { min?: number; max?: number } = {}): PropertyDecorator {
  const { min = 0, max = 2_147_483_647 } = options;
  return field(options, { type: 'integer', minimum: min, maximum: max }, IsInt(), Min(min), Max(max));
}

/** A fraction; used in answers only. */
export function Decimal(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'number' });
}

/** One of a few words. */
export function OneOf(values: readonly string[], options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'string', enum: [...values] }, IsIn([...values]));
}

/** A calendar date, `YYYY-MM-DD`, with no time and no zone. */
export function CalendarDate(options: Presence = {}): PropertyDecorator {
  return field(
    options,
    { type: 'string', format: 'date' },
    Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { message: '$property must be a date like 2026-11-22' }),
  );
}

/** A date with a time, RFC 3339; without an offset it is local to wherever the reader is. */
export function DateAndTime(options: Presence = {}): PropertyDecorator {
  return field(
    options,
    { type: 'string' },
    Matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?$/, {
      message: '$property must be a date and time like 2026-11-22T09:00:00 or 2026-11-22T09:00:00Z',
    }),
  );
}

/** A moment in UTC, RFC 3339 with microseconds; used in answers only. */
export function Instant(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'string', format: 'date-time' });
}

/** `isEmail` throws at half a character (a lone surrogate), which JSON can carry. */
const IsAddress = (): PropertyDecorator =>
  ValidateBy({
    name: 'isEmail',
    validator: {
      validate: (value) => typeof value === 'string' && !/\p{Surrogate}/u.test(value) && isEmail(value),
      defaultMessage: () => '$property must be an email',
    },
  });

export function Email(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'string', format: 'email', maxLength: 254 }, IsAddress(), MaxLength(254));
}

/** The name of a zone in the IANA database, such as `Europe/Madrid`. */
export function TimeZone(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'string', example: 'Europe/Madrid' }, IsTimeZone());
}

/** A list of short texts, each of at most `max` characters, at most `size` of them. */
export function Words(options: Presence & { max: number; size: number }): PropertyDecorator {
  const { max, size } = options;
  return field(
    options,
    { type: 'array', items: { type: 'string', maxLength: max }, maxItems: size },
    IsArray(),
    ArrayMaxSize(size),
    IsString({ each: true }),
    MaxLength(max, { each: true }),
    MinLength(1, { each: true }),
  );
}

/** Ids in a query string, as `a,b,c` or as the JSON array that the official SDKs send. */
export function IdList(options: Presence & { size: number }): PropertyDecorator {
  return applyDecorators(
    Words({ ...options, max: 64 }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? splitIds(value) : value)),
  );
}

function splitIds(text: string): unknown {
  if (!text.startsWith('[')) return text.split(',').filter(Boolean);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Another contract class inside this one. (The decorator of OpenAPI knows a type that is read later by its name, `type`.) */
export function Nested(type: () => new () => object, options: Presence = {}): PropertyDecorator {
  return applyDecorators(field(options, { type: () => type() }, ValidateNested()), Type(type));
}

/** A list of another contract class. */
export function ListOf(type: () => new () => object, options: Presence = {}): PropertyDecorator {
  return applyDecorators(
    field(options, { type: () => type(), isArray: true }, IsArray(), ValidateNested({ each: true })),
    Type(type),
  );
}

/** Values by name, of no fixed shape. */
export function Dictionary(options: Presence = {}): PropertyDecorator {
  return field(options, { type: 'object', additionalProperties: true });
}
