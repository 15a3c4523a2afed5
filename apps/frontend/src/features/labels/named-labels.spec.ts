import { describe, expect, it } from '@jest/globals';
import type { Label } from '../../api/types';
import { namedLabels } from './named-labels';

const aLabel = (name: string, order: number): Label => ({ id: name, name, order }) as Label;
const on = (...labels: string[]) => ({ labels, checked: false });

describe('the labels by name', () => {
  it('are those of the person in their order, then those that are only on tasks', () => {
    const labels = namedLabels([aLabel('shop', 2), aLabel('home', 1)], [on('outside', 'home'), on('home', 'quick')]);
    expect(labels.map(({ name, count }) => [name, count])).toEqual([
      ['home', 2],
      ['shop', 0],
      ['outside', 1],
      ['quick', 1],
    ]);
    expect(labels.map(({ label }) => label?.id)).toEqual(['home', 'shop', undefined, undefined]);
  });

  it('do not count what is completed', () => {
    expect(namedLabels([], [{ labels: ['home'], checked: true }])).toEqual([]);
  });
});
