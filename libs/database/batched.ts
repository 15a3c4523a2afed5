import type { EntityManager } from 'typeorm';

/** Keys of one statement at most. */
const mostKeys = 500;

interface Asked<K, R> {
  key: K;
  resolve: (result: R) => void;
  reject: (error: unknown) => void;
}

/**
 * One statement for everybody who asks the same in the same transaction at the same time: `run` gets all their keys and
 * answers one result for each, in their order. Who asks alone does not notice.
 */
export function batched<K, R = void>(
  run: (keys: K[], transaction: EntityManager) => Promise<R[]>,
): (key: K, transaction: EntityManager) => Promise<R> {
  const asked = new WeakMap<EntityManager, Asked<K, R>[]>();

  const answer = async (transaction: EntityManager): Promise<void> => {
    const all = asked.get(transaction) ?? [];
    asked.delete(transaction);
    for (let from = 0; from < all.length; from += mostKeys) {
      const some = all.slice(from, from + mostKeys);
      try {
        const results = await run(
          some.map(({ key }) => key),
          transaction,
        );
        some.forEach(({ resolve }, index) => resolve(results[index]));
      } catch (error) {
        for (const { reject } of some) reject(error);
      }
    }
  };

  return (key, transaction) =>
    new Promise((resolve, reject) => {
      const others = asked.get(transaction);
      if (others) return void others.push({ key, resolve, reject });
      asked.set(transaction, [{ key, resolve, reject }]);
      process.nextTick(() => void answer(transaction));
    });
}
