import { describe, expect, it } from '@jest/globals';
import { type Caller, inHeader, Limits } from './limits.js';
import { Rate } from './rate.js';

const now = 1_800_000_000_000;
const ada: Caller = { name: 'account', who: 'ada' };

describe('a rate', () => {
  it('lets a whole quota through at once, and then what comes back', () => {
    const rate = new Rate('account', 60);
    for (let count = 0; count < 60; count++) {
      expect(rate.wait('ada', 1, now)).toBe(0);
      rate.spend('ada', 1, now);
    }
    expect(rate.standing('ada', now)).toMatchObject({ left: 0, full: 60 });
    expect(rate.wait('ada', 1, now)).toBe(1000);
    expect(rate.wait('ada', 1, now + 1000)).toBe(0);
    expect(rate.wait('ada', 10, now + 9000)).toBe(1000);
    expect(rate.standing('ada', now + 60_000)).toMatchObject({ left: 60, full: 0 });
    expect(rate.wait('ben', 60, now)).toBe(0);
  });

  it('lets through once what costs more than everything', () => {
    const rate = new Rate('account', 10);
    expect(rate.wait('ada', 1000, now)).toBe(0);
    rate.spend('ada', 1000, now);
    expect(rate.wait('ada', 1000, now)).toBe(60_000);
  });
});

describe('limits', () => {
  const settings = { account: 10, token: 5, address: 100, route: 8 };
  const callers: Caller[] = [ada, { name: 'token', who: 't' }];

  it('spend of all quotas or of none, and tell of the one with the least left', () => {
    const limits = new Limits(settings);
    expect(inHeader(limits.spend(callers, 4, now))).toBe('"token";r=1;t=48');
    expect(() => limits.spend(callers, 2, now)).toThrow(
      expect.objectContaining({ kind: 'rate_limited', code: 'request.too_many', details: { retry_after: 12 } }),
    );
    expect(limits.spend([ada], 6, now).left).toBe(0);
  });

  it('tell what they are', () => {
    expect(new Limits(settings).policy).toBe(
      '"account";q=10;w=60, "token";q=5;w=60, "address";q=100;w=60, "route";q=8;w=60',
    );
  });

  it('count what others say was spent there, once', () => {
    const [here, there] = [new Limits(settings), new Limits(settings)];
    there.spend([ada], 7, now);
    here.hear(there.takeNews()!, now);
    expect(there.takeNews()).toBeUndefined();
    expect(here.takeNews()).toBeUndefined();
    expect(() => here.spend([ada], 4, now)).toThrow('by account');
    expect(here.spend([ada], 3, now).left).toBe(0);
  });
});
