import { readFileSync } from 'node:fs';
import { dependencies, isAllowed } from './licenses.mjs';

it('has every dependency under a licence that is allowed', () => {
  const all = dependencies();
  expect(all.filter((each) => !isAllowed(each))).toEqual([]);
  const { dependencies: own } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const [name, version] of Object.entries(own))
    expect(all).toContainEqual(expect.objectContaining({ name, version }));
});

it.each([
  ['MIT', false, true],
  ['(MPL-2.0 OR Apache-2.0)', false, true],
  ['Apache-2.0 AND MIT', false, true],
  ['Apache-2.0 AND GPL-3.0-only', true, false],
  ['MPL-2.0', false, false],
  ['MPL-2.0', true, true],
  ['AGPL-3.0-only', true, false],
  ['none', true, false],
])('takes %s (development: %s): %s', (licence, development, expected) => {
  expect(isAllowed({ licence, development })).toBe(expected);
});
