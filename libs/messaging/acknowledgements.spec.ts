import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Acknowledgements } from './acknowledgements.js';

/** What the broker was told: `3` for that one, `≤ 3` for all up to it. */
let told: string[];
let done: Acknowledgements;

beforeEach(() => {
  jest.useFakeTimers();
  told = [];
  done = new Acknowledgements((tag, allUpTo) => told.push(`${allUpTo ? '≤ ' : ''}${tag}`));
});

const add = (...tags: number[]): void => tags.forEach((tag) => done.add(tag));

describe('what was done', () => {
  it('is told at once, soon', () => {
    add(1, 2, 3);
    expect(told).toEqual([]);
    jest.advanceTimersByTime(5);
    expect(told).toEqual(['≤ 3']);
  });

  it('is told when it is much', () => {
    add(1, 2, 3, 4, 5, 6, 7, 8, 9);
    expect(told).toEqual(['≤ 8']);
    jest.advanceTimersByTime(5);
    expect(told).toEqual(['≤ 8', '≤ 9']);
  });

  it('does not tell of what is still at work', () => {
    add(1, 3, 4);
    done.flush();
    expect(told).toEqual(['≤ 1', '3', '4']);
  });

  it('is told once, and by one that was not told before', () => {
    add(2, 4);
    done.flush();
    add(1);
    done.flush();
    add(5, 3);
    done.flush();
    expect(told).toEqual(['2', '4', '≤ 1', '≤ 5']);
  });

  it('is not told again when the time comes', () => {
    add(1);
    done.flush();
    jest.advanceTimersByTime(5);
    expect(told).toEqual(['≤ 1']);
  });
});
