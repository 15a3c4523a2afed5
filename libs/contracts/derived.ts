import { declareField, type Field, fieldsOf } from './declared-fields.js';

type Class<T> = new () => T;

function classOf<T>(fields: Field[]): Class<T> {
  class Derived {}
  for (const field of fields) declareField({ ...field, of: Derived });
  return Derived as Class<T>;
}

/** A class of some of the fields of another. */
export function PickType<T extends object, K extends keyof T>(of: Class<T>, names: readonly K[]): Class<Pick<T, K>> {
  return classOf(fieldsOf(of).filter(({ name }) => names.includes(name as K)));
}

/** A class of the fields of another, where each may be left out, as in a change. What may not be null still may not. */
export function PartialType<T extends object>(of: Class<T>): Class<Partial<T>> {
  return classOf(fieldsOf(of).map((field) => ({ ...field, presence: { ...field.presence, optional: true } })));
}
