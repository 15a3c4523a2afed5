/** An object that came as JSON, a form or a query string. */
export type Plain = Record<string, unknown>;

/** Stands for what only the pipe can tell. */
export const unsure = Symbol('unsure');

export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && (value.constructor === Object || value.constructor === undefined);

/** A copy of JSON as class-transformer makes it, which leaves out some names that every object has: those are for the pipe. */
export function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return eachOf(value, copyOf);
  return isPlain(value) ? copyOfObject(value) : unsure;
}

function copyOfObject(object: Plain): unknown {
  const copy: Plain = {};
  for (const name of Object.keys(object)) {
    const value = name in Object.prototype || name === 'prototype' ? unsure : copyOf(object[name]);
    if (value === unsure) return unsure;
    copy[name] = value;
  }
  return copy;
}

/** What becomes of each value of an array; gaps are for the pipe, which closes them. */
export function eachOf(values: unknown[], convert: (value: unknown) => unknown): unknown {
  const converted: unknown[] = [];
  for (const each of values) {
    const value = each === undefined ? unsure : convert(each);
    if (value === unsure) return unsure;
    converted.push(value);
  }
  return converted;
}
