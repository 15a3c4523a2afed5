import { getMetadataStorage, IS_OPTIONAL, ValidationTypes } from 'class-validator';
import { unlessAbsent, unlessNull } from '#contracts/checks.js';
import type { Plain } from './plain.js';

const storage = getMetadataStorage();
type Declared = ReturnType<typeof storage.getTargetValidationMetadatas>[number];

type Check = (object: Plain, value: unknown) => boolean;

/** The rules of a field, as class-validator keeps them. */
export interface FieldRules {
  name: string;
  mayBeNull: boolean;
  mayBeAbsent: boolean;
  checks: Check[];
  /** Whether there is a contract inside, with rules of its own. */
  isNested: boolean;
}

const kinds = [ValidationTypes.CUSTOM_VALIDATION, ValidationTypes.NESTED_VALIDATION];

/** The rules of each field of a class that has any, or undefined where some are of a kind that is not understood here. */
export function rulesOf(contract: new () => object): FieldRules[] | undefined {
  const declared = storage.getTargetValidationMetadatas(contract, '', false, false);
  if (!declared.every(isUnderstood)) return undefined;
  return Object.entries(storage.groupByPropertyName(declared)).map(([name, rules]) => ({
    name,
    mayBeNull: rules.some(({ name, constraints }) => name === IS_OPTIONAL || constraints?.[0] === unlessNull),
    mayBeAbsent: rules.some(({ name, constraints }) => name === IS_OPTIONAL || constraints?.[0] === unlessAbsent),
    checks: rules
      .filter(({ type }) => type === ValidationTypes.CUSTOM_VALIDATION)
      .flatMap((rule) => checksOf(rule, contract.name)),
    isNested: rules.some(({ type }) => type === ValidationTypes.NESTED_VALIDATION),
  }));
}

function isUnderstood({ type, name, constraints, validateIf }: Declared): boolean {
  if (type === ValidationTypes.CONDITIONAL_VALIDATION) {
    return name === IS_OPTIONAL || [unlessNull, unlessAbsent].includes(constraints[0] as typeof unlessNull);
  }
  return kinds.includes(type) && !validateIf;
}

/** Asks the validators themselves, so that what they say is nowhere said again. One that promises an answer is for the pipe. */
function checksOf({ constraintCls, constraints, propertyName: property, each }: Declared, targetName: string): Check[] {
  return storage.getTargetValidatorConstraints(constraintCls).map(({ instance }) => {
    const check: Check = (object, value) =>
      instance.validate(value, { value, constraints, targetName, object, property }) === true;
    return each ? (object, value) => all(value).every((one) => check(object, one)) : check;
  });
}

const all = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [value]);
