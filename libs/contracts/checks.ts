import { Transform, Type } from 'class-transformer';
import * as validator from 'class-validator';
import { onceForEachField, type Presence } from './declared-fields.js';

const packages = { ...validator, Transform, Type };
const { IsOptional, ValidateIf } = validator;

const present = ({ optional, nullable }: Presence): PropertyDecorator[] => [
  ...(nullable ? [ValidateIf((_: object, value: unknown) => value !== null)] : []),
  ...(optional ? [nullable ? IsOptional() : ValidateIf((_: object, value: unknown) => value !== undefined)] : []),
];

/** Tells class-validator and class-transformer of every contract class that was loaded. */
export const checkContracts = onceForEachField(({ of, name, presence, rules }) => {
  for (const decorate of [...present(presence), ...rules(packages)]) decorate(of.prototype as object, name);
});
