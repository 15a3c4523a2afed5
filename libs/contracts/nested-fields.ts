import { type CheckingPackages, field, type Presence } from './declared-fields.js';

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
