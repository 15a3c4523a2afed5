/**
 * What `npm test` does, in this order. A stage is an npm script that passes or fails as one, or the jest project of the
 * same name. `needs` says what must be there first; one that is `extra` runs only when it is named.
 *
 * @type {{ name: string, script?: string, extra?: boolean, needs?: ('build' | 'servers' | 'browser' | 'python' | 'images')[] }[]}
 */
export const stages = [
  { name: 'lint', script: 'lint' },
  { name: 'types', script: 'typecheck' },
  { name: 'imports', script: 'imports' },
  { name: 'build', needs: ['build'] },
  { name: 'unit' },
  { name: 'integration', needs: ['build', 'servers', 'python'] },
  { name: 'e2e', needs: ['build', 'servers'] },
  { name: 'sdk', needs: ['build', 'servers'] },
  { name: 'faults', needs: ['build', 'servers'] },
  { name: 'browser', needs: ['build', 'servers', 'browser'] },
  { name: 'deploy', needs: ['build', 'images'], extra: true },
  { name: 'cluster', needs: ['build', 'servers'], extra: true },
];

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 *
 * @param {Record<string, number>} result what `jest --json` wrote
 * @returns {Count} a test file that could not be run counts as one failure
 */
export function countJest(result) {
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

/**
 * The last line of a run.
 *
 * @param {Count[]} counts
 * @returns {string}
 */
export function summary(counts) {
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  const skipped = sum('skipped');
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
