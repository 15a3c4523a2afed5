import { describe, expect, it } from '@jest/globals';
import { resolveTempIds } from './temp-ids.js';

const made = new Map([
  ['a', '1'],
  ['b', '2'],
]);

describe('temporary ids', () => {
  it('are resolved wherever an id stands', () => {
    expect(resolveTempIds({ id: 'a', project_id: 'b', parent_id: null, section_id: 'c' }, made)).toEqual({
      id: '1',
      project_id: '2',
      parent_id: null,
      section_id: 'c',
    });
    expect(resolveTempIds({ items: [{ id: 'a', child_order: 1 }] }, made)).toEqual({
      items: [{ id: '1', child_order: 1 }],
    });
    expect(resolveTempIds({ id_order_mapping: { a: 1, c: 2 } }, made)).toEqual({ id_order_mapping: { 1: 1, c: 2 } });
  });

  it('are left alone where text stands that only looks the same', () => {
    const args = { content: 'a', labels: ['b'], due: { string: 'a' }, solid: 'a', mapping: { a: 1 } };
    expect(resolveTempIds(args, made)).toEqual(args);
  });
});
