/**
 * Does several things at once, begun in their order as long as their weights (1 unless they have one) are no more than
 * `room`. What weighs more than that is done alone.
 *
 * @template {{ weight?: number }} Thing
 * @template Result
 * @param {Thing[]} things
 * @param {number} room
 * @param {(thing: Thing) => Promise<Result>} work
 * @returns {Promise<Result[]>} in the order of the things; fails with the first that fails
 */
export async function sideBySide(things, room, work) {
  const going = new Set();
  let load = 0;
  const results = [];
  for (const thing of things) {
    const { weight = 1 } = thing;
    while (load > 0 && load + weight > room) await Promise.race(going);
    load += weight;
    const done = work(thing).finally(() => {
      load -= weight;
      going.delete(done);
    });
    done.catch(() => undefined);
    going.add(done);
    results.push(done);
  }
  return Promise.all(results);
}
