import { describe, expect, it } from '@jest/globals';
import { Account, zoneInfo } from './account.entity.js';

describe('a time zone', () => {
  it.each([
    ['Europe/Madrid', '2026-01-15T12:00:00Z', '+01:00', 1, 0, 0],
    ['Europe/Madrid', '2026-07-15T12:00:00Z', '+02:00', 2, 0, 1],
    ['America/St_Johns', '2026-01-15T12:00:00Z', '-03:30', -3, 30, 0],
    ['Asia/Kolkata', '2026-01-15T12:00:00Z', '+05:30', 5, 30, 0],
    ['UTC', '2026-01-15T12:00:00Z', '+00:00', 0, 0, 0],
  ])('%s at %s is at %s', (timezone, at, gmt_string, hours, minutes, is_dst) => {
    expect(zoneInfo(timezone, new Date(at))).toEqual({ timezone, gmt_string, hours, minutes, is_dst });
  });
});

describe('a vacation', () => {
  const account = new Account();
  Object.assign(account, { fullName: 'Ada', timezone: 'Asia/Tokyo', settings: null, version: 1 });
  const seen = (at: string, vacation_mode: boolean): unknown => {
    account.change({ vacation_mode }, new Date(at));
    return account.settings?.vacations;
  };

  it('begins and ends once, on days of the person’s calendar', () => {
    expect(seen('2026-07-31T20:00:00Z', true)).toEqual([{ from: '2026-08-01', to: null }]);
    expect(seen('2026-08-02T20:00:00Z', true)).toEqual([{ from: '2026-08-01', to: null }]);
    expect(seen('2026-08-09T20:00:00Z', false)).toEqual([{ from: '2026-08-01', to: '2026-08-10' }]);
    expect(seen('2026-08-12T20:00:00Z', false)).toEqual([{ from: '2026-08-01', to: '2026-08-10' }]);
  });

  it('is forgotten once there were 50 later ones', () => {
    for (let year = 2030; year < 2085; year++) {
      seen(`${year}-01-01T00:00:00Z`, true);
      seen(`${year}-01-02T00:00:00Z`, false);
    }
    expect(account.settings?.vacations).toHaveLength(50);
    expect(account.settings?.vacations?.[0]).toEqual({ from: '2035-01-01', to: '2035-01-02' });
  });
});
