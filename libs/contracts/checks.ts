import { Transform, Type } from 'class-transformer';
import * as validator from 'class-validator';
import { onceForEachField, type Presence } from './declared-fields.js';

const packages = { ...validator, Transform, Type };
const { IsOptional, ValidateIf } = validator;

/** Under which condition a field that may be null, or absent, is checked. */
export const unlessNull = (_: object, value: unknown): boolean => value !== null;
export const unlessAbsent = (_: object, value: unknown): boolean => value !== undefined;

const present = ({ optional, nullable }: Presence): PropertyDecorator[] => [
  ...(nullable ? [ValidateIf(unlessNull)] : []),
  ...(optional ? [nullable ? IsOptional() : ValidateIf(unlessAbsent)] : []),
];

/** Tells class-validator and class-transformer of every contract class that was loaded. */
export const checkContracts = onceForEachField(({ of, name, presence, rules }) => {
  for (const decorate of [...present(presence), ...rules(packages)]) decorate(of.prototype as object, name);
});
