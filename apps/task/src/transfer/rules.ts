import type { ThingKind } from '#contracts/transfer.contract.js';

/** What one field of a thing may be, and how it is kept: in the column of its name unless another is told. */
export interface Rule {
  /** In words for a person. */
  expected: string;
  holds(value: unknown): boolean;
  /** What stands for a field that is not there; it has to be there where this is undefined. */
  fallback?: unknown;
  /** The kind of thing that the value is an id of. */
  refersTo?: ThingKind;
  column?: string;
  /** From JSON to a value for the database, and back. */
  write?(value: unknown): unknown;
  read?(value: unknown): unknown;
}

/** `max` characters at most, and something that is not blank where `min` is 1. Half a character could not be kept. */
export const text = (max: number, min = 0): Rule => ({
  expected: min ? `a text of 1 to ${max} characters` : `a text of at most ${max} characters`,
  holds: (value) =>
    typeof value === 'string' &&
    value.length <= max &&
    (min === 0 || /\S/.test(value)) &&
    !/\p{Surrogate}/u.test(value),
});

export const whole = (min: number, max = 2_147_483_647): Rule => ({
  expected: `a whole number from ${min} to ${max}`,
  holds: (value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
});

export const flag: Rule = {
  expected: 'true or false',
  holds: (value) => typeof value === 'boolean',
  read: (value) => value === 1 || value === true,
};

export const oneOf = (words: readonly string[]): Rule => ({
  expected: `one of ${words.join(', ')}`,
  holds: (value) => typeof value === 'string' && words.includes(value),
});

/** A moment in UTC, to the millisecond. */
export const instant: Rule = {
  expected: 'a moment like 2026-11-22T09:00:00.000Z',
  holds: (value) =>
    typeof value === 'string' &&
    /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
  write: (value) => new Date(value as string),
  read: (value) => (value as Date).toISOString(),
};

export const reference = (kind: ThingKind): Rule => ({
  expected: `the id of a ${kind} that is before it in the file`,
  holds: (value) => typeof value === 'string' && value.length > 0 && value.length <= 64,
  refersTo: kind,
});

/** Another rule, or null; null also when it is not there. */
export const orNull = (rule: Rule): Rule => ({
  ...rule,
  expected: `${rule.expected}, or null`,
  fallback: null,
  holds: (value) => value === null || rule.holds(value),
  write: (value) => (value === null || !rule.write ? value : rule.write(value)),
  read: (value) => (value === null || !rule.read ? value : rule.read(value)),
});

/** Another rule that need not be told. */
export const unless = (rule: Rule, fallback: unknown): Rule => ({ ...rule, fallback });
