import { describe, expect, it } from '@jest/globals';
import { Random } from '../random.js';
import { processNames } from '../system/system.js';
import { type Fault, plan, roundLength } from './plan.js';

/** The first faults of a seed. */
function faults(seed: number, count: number): Fault[] {
  const faulty = plan(new Random(seed));
  return Array.from({ length: count }, () => faulty.next().value);
}

describe('a plan', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(faults(7, 100)).toEqual(faults(7, 100));
    expect(faults(7, 100)).not.toEqual(faults(8, 100));
  });

  it('has every kind of fault in each round, and kills every process', () => {
    const round = (number: number): Fault[] =>
      faults(3, roundLength * 2).slice(number * roundLength, (number + 1) * roundLength);
    const kinds = (from: Fault[]): string[] => [...new Set(from.map(({ kind }) => kind))].sort();
    expect(kinds(round(0))).toEqual(kinds(faults(3, 1000)));
    expect(kinds(round(1))).toEqual(kinds(round(0)));
    const killed = round(1).flatMap((fault) => (fault.kind === 'kill' ? [fault.target] : []));
    expect(killed.sort()).toEqual([...processNames].sort());
  });
});
