import type * as Transformer from 'class-transformer';
import type * as Validator from 'class-validator';

/** How a field may be left out. Absent is not null: what is not sent is not touched. */
export interface Presence {
  description?: string;
  /** May be absent. */
  optional?: boolean;
  /** May be null, which clears the value. */
  nullable?: boolean;
  example?: unknown;
}

/** What OpenAPI says of a field; `nullable` stands for a type `null`, a function for the class that it answers. */
export type Schema = Record<string, unknown>;

/** The decorators that check a field, out of the packages of whoever checks it. */
export type Rules = (packages: CheckingPackages) => PropertyDecorator[];
/** Without the rule of telephone numbers, for which the gateway would have to load those of all countries. */
export type CheckingPackages = Omit<typeof Validator, 'default' | 'IsPhoneNumber' | 'isPhoneNumber'> &
  Pick<typeof Transformer, 'Transform' | 'Type'>;

/** A contract class. */
export type ContractClass = abstract new (...args: never[]) => object;

/**
 * What a contract class says of one of its fields. To say it takes no package: only processes that check values (see
 * `checks.ts`) or describe them (`schemas.ts`) load what these need.
 */
export interface Field {
  readonly of: ContractClass;
  readonly name: string;
  readonly presence: Presence;
  readonly schema: Schema;
  readonly rules: Rules;
}

const declared = new Map<ContractClass, Field[]>();

export function declareField(field: Field): void {
  declared.set(field.of, [...(declared.get(field.of) ?? []), field]);
}

/** The decorator that declares a field. */
export function field(presence: Presence, schema: Schema, rules: Rules = () => []): PropertyDecorator {
  return (target, name) =>
    declareField({ of: target.constructor as ContractClass, name: String(name), presence, schema, rules });
}

/** The fields of one class, those that it inherits first. */
export function fieldsOf(of: ContractClass): Field[] {
  const parent = Object.getPrototypeOf(of) as ContractClass | null;
  return [...(parent ? fieldsOf(parent) : []), ...(declared.get(of) ?? [])];
}

/** Answers a function that does something for every field declared so far, once for each, however often it is called. */
export function onceForEachField(work: (field: Field) => void): () => void {
  const done = new WeakSet<Field>();
  return () => {
    for (const field of [...declared.values()].flat()) {
      if (done.has(field)) continue;
      done.add(field);
      work(field);
    }
  };
}
