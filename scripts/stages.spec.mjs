import { countJest, summary } from './stages.mjs';

it('counts a test file that could not be run as a failure', () => {
  const result = {
    numPassedTests: 5,
    numFailedTests: 1,
    numRuntimeErrorTestSuites: 1,
    numPendingTests: 1,
    numTodoTests: 1,
  };
  expect(countJest(result)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

it('ends with one line that mentions skipped tests only when there are any', () => {
  const lint = { passed: 1, failed: 0, skipped: 0 };
  expect(summary([lint, { passed: 4, failed: 1, skipped: 0 }])).toBe('5 passed, 1 failed');
  expect(summary([lint, { passed: 4, failed: 0, skipped: 2 }])).toBe('5 passed, 0 failed, 2 skipped');
});
