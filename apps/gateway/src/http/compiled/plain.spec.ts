import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import 'reflect-metadata';
import { copyOf, unsure } from './plain.js';

class Free {
  values: unknown;
}

const from = (json: string): unknown => JSON.parse(json);

describe('values of no fixed shape', () => {
  it.each(['{"a":[1,{"b":null}]}', '{}', '[["x"],[]]', '{"then":1,"":""}', '"x"', 'null'])(
    'are copied as class-transformer copies them: %s',
    (json) => {
      const values = from(json);
      const copy = copyOf(values);
      expect({ values: copy }).toStrictEqual({ ...plainToInstance(Free, { values }) });
      if (typeof values === 'object' && values) expect(copy).not.toBe(values);
    },
  );

  it.each(['toString', 'hasOwnProperty', 'constructor', '__proto__', 'prototype'])(
    'are for the pipe where something is named %s',
    (name) => {
      expect([`{"${name}":1}`, `{"a":[{"${name}":{}}]}`].map((json) => copyOf(from(json)))).toEqual([unsure, unsure]);
    },
  );

  it.each([new Date(0), new Map(), new Uint8Array(2), Array(2), [new Set()]])(
    'are for the pipe unless JSON: %p',
    (value) => {
      expect(copyOf(value)).toBe(unsure);
    },
  );
});
