import { describe, expect, it } from '@jest/globals';
import { getMetadataStorage, IsInt, IsString, validateSync } from 'class-validator';
import { keepKnownRules } from './known-rules.js';

class Named {
  @IsString()
  name: unknown;
}

class Counted extends Named {
  @IsInt({ groups: ['strict'] })
  count: unknown;
}

const wrong = (object: Named, groups?: string[]): string[] =>
  validateSync(object, groups && { groups }).map(({ property }) => property);

describe('rules that are kept', () => {
  it('are those of class-validator, of the class and what it inherits, with groups and without', () => {
    const named = Object.assign(new Named(), { name: 1 });
    const counted = Object.assign(new Counted(), { name: 1, count: 'two' });
    const all = (): string[][] => [wrong(named), wrong(counted), wrong(counted, ['strict']), wrong(counted, ['other'])];
    const expected = all();
    keepKnownRules();
    for (let time = 0; time < 3; time++) expect(all()).toEqual(expected);
  });

  it('are looked up once', () => {
    keepKnownRules();
    const { validationMetadatas } = getMetadataStorage() as unknown as { validationMetadatas: Map<unknown, unknown> };
    expect(wrong(Object.assign(new Named(), { name: 1 }))).toEqual(['name']);
    const rules = validationMetadatas.get(Named);
    validationMetadatas.delete(Named);
    expect(wrong(Object.assign(new Named(), { name: 1 }))).toEqual(['name']);
    validationMetadatas.set(Named, rules);
  });
});
