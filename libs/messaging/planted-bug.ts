/** Bugs that break a promise of this library on purpose, so that the fault suite can show that it would find them. */
const bugs = [
  'event-acknowledged-before-commit',
  'answer-before-commit',
  'event-recorded-outside-transaction',
  'no-inbox',
  'no-idempotency',
] as const;
export type PlantedBug = (typeof bugs)[number];

const planted = process.env.ERRAND_PLANTED_BUG;

if (planted && (process.env.ERRAND_FAULT_SUITE !== '1' || !(bugs as readonly string[]).includes(planted))) {
  throw new Error(`ERRAND_PLANTED_BUG=${planted} loses data on purpose and is for the fault suite alone. Unset it.`);
}
if (planted) console.error(`This process has a bug on purpose: ${planted}`);

/** Always false outside the fault suite. */
export const isPlanted = (bug: PlantedBug): boolean => planted === bug;
