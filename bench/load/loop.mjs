/**
 * Keeps `inFlight` calls going for `seconds`: each that ends is followed by the next. Only calls that end in time, and
 * well, count.
 *
 * @param {(slot: number) => Promise<unknown>} call `slot` from 0 says which of the concurrent callers it is
 * @param {{ inFlight: number, seconds: number }} load
 * @returns {Promise<{ perSecond: number, p50: number, p99: number, count: number, failures: number }>} latencies in
 *   milliseconds
 */
export async function keepCalling(call, { inFlight, seconds }) {
  const latencies = [];
  let failures = 0;
  let failure;
  const since = performance.now();
  const until = since + seconds * 1000;
  const caller = async (slot) => {
    for (;;) {
      const begun = performance.now();
      if (begun >= until) return;
      try {
        await call(slot);
      } catch (error) {
        failures++;
        failure = error;
        continue;
      }
      const ended = performance.now();
      if (ended <= until) latencies.push(ended - begun);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, (_, slot) => caller(slot)));
  if (latencies.length === 0) throw failure ?? new Error(`No call ended within ${seconds} s`);
  const sorted = Float64Array.from(latencies).sort();
  const percentile = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  const count = sorted.length;
  return { perSecond: count / seconds, p50: percentile(0.5), p99: percentile(0.99), count, failures };
}
