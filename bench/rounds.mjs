/**
 * Measures contestants in turns, so that whatever else the machine does meets all of them. Each is warmed up first, and
 * every other round goes backwards.
 *
 * @template T
 * @param {string[]} contestants
 * @param {number} rounds
 * @param {(contestant: string) => Promise<T>} measure
 * @returns {Promise<Record<string, T[]>>} one result a round
 */
export async function takeTurns(contestants, rounds, measure) {
  const results = Object.fromEntries(contestants.map((contestant) => [contestant, []]));
  for (const contestant of contestants) await measure(contestant);
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 ? contestants.toReversed() : contestants;
    for (const contestant of order) results[contestant].push(await measure(contestant));
  }
  return results;
}

/**
 * Has contestants work hard for a while, twice: what is measured after that has been compiled, as in a process that was not
 * started just now. One call at a time would take minutes to get there, the longer the more code a contestant has.
 *
 * @param {string[]} contestants
 * @param {(contestant: string) => Promise<unknown>} work
 */
export async function warmUp(contestants, work) {
  await takeTurns(contestants, 1, work);
}

/**
 * @param {number[]} values
 * @returns {{ median: number, min: number, max: number }}
 */
export function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1) };
}

/** How one contestant did relative to another in each round: noise that lasts longer than a round cancels out. */
export function ratios(ours, theirs) {
  return ours.map((value, round) => value / theirs[round]);
}
