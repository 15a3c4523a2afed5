import fc from 'fast-check';
import type { Schema } from './description.js';

const words = [
  'Water',
  'every day at 9',
  'tomorrow',
  'every! 3 days',
  '@home',
  '##Garden & p1',
  'today | overdue',
  '*',
];
const awkward = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\udc00\ud800',
  '\u202eabc',
  '%00%ff',
  "'; DROP TABLE task; --",
  '\\',
  '%_%',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '🍅'.repeat(130),
  'ﷺ'.repeat(60),
  'e\u0301'.repeat(300),
  '9'.repeat(400),
  'a'.repeat(501),
  '(('.repeat(200),
  '2026-02-30',
  '0000-00-00',
  '9999-12-31T23:59:59Z',
  '+275760-09-13',
  'null',
  'NaN',
];

/** Of the wrong kind, or more than anybody expects. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0, 1.5, 1e308, -0, 2 ** 53, [], {}, [[[]]], { $gt: '' }, { toString: 1 }),
  fc.constantFrom(...awkward),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom<unknown>(null, 1, 'x', {}), { maxLength: 4 }),
  fc.constant(Array.from({ length: 300 }, (_, index) => index)),
);

/** Texts within the length that a schema allows, mostly. */
export function texts({ minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  const longest = Math.min(maxLength, 600);
  const drawn = fc.string({ unit: 'grapheme', minLength: Math.min(minLength, 300), maxLength: Math.min(longest, 60) });
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...words) },
    { weight: 6, arbitrary: drawn },
    { weight: 1, arbitrary: fc.constant('x'.repeat(longest)) },
    { weight: 1, arbitrary: fc.constantFrom(...awkward) },
  );
}
