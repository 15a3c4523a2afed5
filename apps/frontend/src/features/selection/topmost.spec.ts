import { describe, expect, it } from '@jest/globals';
import { topmost } from './topmost';

describe('what is selected', () => {
  const tasks = [
    { id: 'a', parent_id: null },
    { id: 'b', parent_id: 'a' },
    { id: 'c', parent_id: 'b' },
    { id: 'd', parent_id: null },
  ];

  it('goes along with what it is under, however far', () => {
    expect(topmost(['c', 'a', 'd'], tasks)).toEqual(['a', 'd']);
  });

  it('goes alone where nothing above it is selected, or is known', () => {
    expect(topmost(['c', 'd', 'x'], tasks)).toEqual(['c', 'd', 'x']);
  });
});
