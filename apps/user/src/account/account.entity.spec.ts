import { describe, expect, it } from '@jest/globals';
import { zoneInfo } from './account.entity.js';

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
