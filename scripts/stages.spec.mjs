import { countJest, failedIn, summary } from './stages.mjs';

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

it('names what failed', () => {
  const test = (status, fullName) => ({ status, fullName });
  const testResults = [
    { name: 'good.spec.ts', status: 'passed', assertionResults: [test('passed', 'does it')] },
    {
      name: 'bad.spec.ts',
      status: 'failed',
      assertionResults: [test('passed', 'does it'), test('failed', 'does that')],
    },
    { name: 'broken.spec.ts', status: 'failed', assertionResults: [] },
  ];
  expect(failedIn({ testResults })).toEqual(['bad.spec.ts: does that', 'broken.spec.ts as a whole']);
});

it('ends with one line that mentions skipped tests only when there are any', () => {
  const lint = { passed: 1, failed: 0, skipped: 0 };
  expect(summary([lint, { passed: 4, failed: 1, skipped: 0 }])).toBe('5 passed, 1 failed');
  expect(summary([lint, { passed: 4, failed: 0, skipped: 2 }])).toBe('5 passed, 0 failed, 2 skipped');
});
