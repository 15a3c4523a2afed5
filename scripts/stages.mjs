/**
 * What `npm test` does. A stage is an npm script that passes or fails as one, or the jest project of the same name. Stages
 * begin in this order, and several run at once: `weight` says how many of them one counts for. `needs` says what must be
 * there first, and `servers` how many databases with a broker it has to itself: as many of its files run at once. They
 * were used by no stage of another `use`. One that is `extra` runs only when it is named. `env` is what it is told unless the environment says otherwise.
 *
 * @typedef {'build' | 'programs' | 'browser' | 'python' | 'kubectl' | 'images'} Need
 * @typedef {{ name: string, script?: string, extra?: boolean, needs?: Need[], servers?: number, use?: string,
 *   weight?: number, env?: Record<string, string> }} Stage
 * @type {Stage[]}
 */
export const stages = [
  { name: 'lint', script: 'lint' },
  { name: 'types', script: 'typecheck' },
  { name: 'imports', script: 'imports' },
  { name: 'build', needs: ['build'] },
  { name: 'unit', needs: ['kubectl'] },
  { name: 'faults', needs: ['build', 'programs'] },
  { name: 'integration', needs: ['build', 'python'], servers: 2, use: 'services', weight: 2 },
  { name: 'browser', needs: ['build', 'browser'], servers: 1 },
  { name: 'e2e', needs: ['build'], servers: 1 },
  { name: 'sdk', needs: ['build'], servers: 1 },
  { name: 'fuzz', needs: ['build'], servers: 1, extra: true, env: { FUZZ_SECONDS: '120' } },
  { name: 'deploy', needs: ['build', 'images'], extra: true },
  { name: 'cluster', needs: ['build', 'programs'], extra: true },
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
 * The tests and test files that failed, as they are to be found again.
 *
 * @param {{ testResults: { name: string, status: string, assertionResults: { status: string, fullName: string }[] }[] }} result
 *   what `jest --json` wrote
 * @returns {string[]}
 */
export function failedIn({ testResults }) {
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      return failed.length > 0 ? failed.map(({ fullName }) => `${name}: ${fullName}`) : [`${name} as a whole`];
    });
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
