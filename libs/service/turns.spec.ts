import { describe, expect, it } from '@jest/globals';
import { currentTrace, inTrace } from './trace.js';
import { Turns } from './turns.js';

interface Gate {
  opened: Promise<void>;
  open: () => void;
}

function gate(): Gate {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

const settled = (): Promise<void> => new Promise(setImmediate);

describe('turns', () => {
  it('let so many go on at a time, and the others after them in their order', async () => {
    const turns = new Turns(2);
    const gates = Array.from({ length: 5 }, gate);
    const begun: number[] = [];
    gates.forEach(({ opened }, index) => {
      void turns.take(() => {
        begun.push(index);
        return opened;
      });
    });
    expect([begun, turns.inWork, turns.waiting]).toEqual([[0, 1], 2, 3]);
    gates[1].open();
    await settled();
    expect(begun).toEqual([0, 1, 2]);
    gates[0].open();
    gates[2].open();
    await settled();
    expect([begun, turns.inWork, turns.waiting]).toEqual([[0, 1, 2, 3, 4], 2, 0]);
  });

  it('pass on to the next when one fails', async () => {
    const turns = new Turns(1);
    const first = gate();
    void turns.take(() => first.opened);
    const failing = turns.take(() => Promise.reject(new Error('no')));
    const last = turns.take(() => Promise.resolve('done'));
    first.open();
    await expect(failing).rejects.toThrow('no');
    expect(await last).toBe('done');
    expect(turns.inWork).toBe(0);
  });

  it('are taken in the context that they were asked for in', async () => {
    const turns = new Turns(1);
    const first = gate();
    void inTrace({ traceId: 'first' }, () => turns.take(() => first.opened));
    const second = inTrace({ traceId: 'second' }, () => turns.take(() => Promise.resolve(currentTrace()?.traceId)));
    first.open();
    expect(await second).toBe('second');
  });
});
