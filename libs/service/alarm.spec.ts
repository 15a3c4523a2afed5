import { describe, expect, it, jest } from '@jest/globals';
import { Alarm } from './alarm.js';

describe('an alarm', () => {
  it('goes off once, at the first of its times, and can be set again then', () => {
    jest.useFakeTimers({ now: 1_000_000 });
    const rung: number[] = [];
    const alarm = new Alarm(() => rung.push(Date.now()));
    alarm.set(1_000_500);
    alarm.set(1_000_200);
    alarm.set(1_000_300);
    jest.advanceTimersByTime(1000);
    expect(rung).toEqual([1_000_200]);
    alarm.set(1_002_000);
    jest.advanceTimersByTime(2000);
    expect(rung).toEqual([1_000_200, 1_002_000]);
    jest.useRealTimers();
  });

  it('goes off at once for a time that is over', () => {
    jest.useFakeTimers({ now: 1_000_000 });
    const ring = jest.fn();
    new Alarm(ring).set(999_000);
    jest.advanceTimersByTime(1);
    expect(ring).toHaveBeenCalledTimes(1);
    jest.useRealTimers();
  });
});
