import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import 'reflect-metadata';
import { checkContracts } from './checks.js';
import { Email, Flag, OneOf, Text, Whole } from './fields.js';
import { IdList, Words } from './list-fields.js';
import { ListOf, Nested } from './nested-fields.js';
import { CalendarDate, DateAndTime, TimeZone } from './time-fields.js';

class Inner {
  @Text({ max: 3 }) name!: string;
}

class Everything {
  @Text({ min: 1, max: 5 }) text!: string;
  @Text({ max: 5, optional: true }) maybe?: string;
  @Text({ max: 5, optional: true, nullable: true }) clearable?: string | null;
  @Whole({ min: 1, max: 4, optional: true }) whole?: number;
  @Flag({ optional: true }) flag?: boolean;
  @OneOf(['a', 'b'], { optional: true }) word?: string;
  @CalendarDate({ optional: true }) date?: string;
  @DateAndTime({ optional: true }) time?: string;
  @TimeZone({ optional: true }) zone?: string;
  @Email({ optional: true }) email?: string;
  @Words({ max: 3, size: 2, optional: true }) words?: string[];
  @IdList({ size: 3, optional: true }) ids?: string[];
  @Nested(() => Inner, { optional: true }) inner?: Inner;
  @ListOf(() => Inner, { optional: true, size: 2 }) inners?: Inner[];
}

checkContracts();

const refused = (fields: object): string[] =>
  validateSync(plainToInstance(Everything, { text: 'ok', ...fields })).map(({ property }) => property);

describe('a field', () => {
  it.each([
    { text: 'abcde' },
    { maybe: undefined },
    { clearable: null },
    { whole: 1 },
    { flag: false },
    { word: 'b' },
    { date: '2028-02-29' },
    { time: '2026-11-22T09:00:00' },
    { time: '2026-11-22T09:00:00.123456Z' },
    { time: '2026-11-22T09:00+02:00' },
    { zone: 'Europe/Madrid' },
    { email: 'ada@example.org' },
    { words: ['abc', 'd'] },
    { ids: 'a,b' },
    { ids: '["a","b"]' },
    { inner: { name: 'abc' } },
    { inners: [] },
    { inners: [{ name: 'abc' }, { name: 'd' }] },
  ])('takes %j', (fields) => {
    expect(refused(fields)).toEqual([]);
  });

  it.each([
    { text: '' },
    { text: '   ' },
    { text: 'abcdef' },
    { text: 5 },
    { text: undefined },
    { maybe: null },
    { clearable: 5 },
    { whole: 0 },
    { whole: 1.5 },
    { whole: '2' },
    { whole: null },
    { flag: 'true' },
    { word: 'c' },
    { date: '2026-1-1' },
    { date: '2026-13-01' },
    { time: 'tomorrow' },
    { zone: 'Mars/Olympus' },
    { email: 'ada' },
    { email: '\ud800@example.org' },
    { words: ['abcd'] },
    { words: ['a', 'b', 'c'] },
    { words: [1] },
    { words: 'abc' },
    { ids: 'a,b,c,d' },
    { ids: '[1]' },
    { ids: '[broken' },
    { inner: { name: 'abcd' } },
    { inner: 'abc' },
    { inner: [] },
    { inner: [{ name: 'abc' }] },
    { inners: { name: 'abc' } },
    { inners: ['abc'] },
    { inners: [null] },
    { inners: [[]] },
    { inners: [[{ name: 'abc' }]] },
  ])('refuses %j', (fields) => {
    expect(refused(fields)).toEqual(Object.keys(fields));
  });
});
