import { closingCircles } from './circles.js';

const steps = (text: string): { from: string; to: string }[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map(([from, to]) => ({ from: from, to: to }));
const closing = (text: string): string =>
  closingCircles(steps(text))
    .map(({ from, to }) => from + to)
    .join(' ');

describe('steps that close a circle', () => {
  it.each([
    ['', ''],
    ['ab bc ac', ''],
    ['bd ab cd ac', ''],
    ['ab ba', 'ba'],
    ['ab bc ca', 'ca'],
    ['aa', 'aa'],
    ['ab bc cb cd da', 'cb da'],
    ['xy ab ba yz zx', 'zx ba'],
  ])('of %j are %j', (text, expected) => {
    expect(closing(text)).toBe(expected);
  });

  it('are found in a long way without a deep stack', () => {
    const long = Array.from({ length: 100_000 }, (_, at) => ({ from: `${at}`, to: `${(at + 1) % 100_000}` }));
    expect(closingCircles(long)).toEqual([long.at(-1)]);
  });
});
