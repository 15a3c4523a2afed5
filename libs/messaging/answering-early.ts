import type { Transactions } from '#database/transactions.js';

/** A planted bug (planted-bug.ts): transactions that pass on what their work answers before they have committed. */
export function answeringEarly(transactions: Transactions): Transactions {
  const early =
    (begin: Transactions['run']): Transactions['run'] =>
    (work) =>
      new Promise((resolve, reject) => {
        begin(async (transaction) => resolve(await work(transaction))).catch(reject);
      });
  const run = early((work) => transactions.run(work));
  const together = early((work) => transactions.together(work));
  return Object.assign(Object.create(transactions) as Transactions, { run, together });
}
