const transform = {
  '^.+\\.tsx?$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      },
      module: { type: 'es6' },
    },
  ],
};

/** @param {string} displayName @param {string[]} testMatch */
const project = (displayName, testMatch, options = {}) => ({
  displayName,
  testMatch: testMatch.map((pattern) => `<rootDir>/${pattern}`),
  transform,
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^#(contracts|messaging|database|service|testing)/(.*)\\.js$': '<rootDir>/libs/$1/$2.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.errand'],
  ...options,
});

const stack = {
  globalSetup: '<rootDir>/libs/testing/stack.setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/stack.teardown.mjs',
};

export default {
  testTimeout: 60_000,
  workerIdleMemoryLimit: '800MB',
  projects: [
    project('unit', [
      'apps/*/src/**/*.spec.ts',
      'libs/**/*.spec.ts',
      'scripts/**/*.spec.mjs',
      'deploy/**/*.spec.mjs',
      'examples/**/*.spec.mjs',
      'test/faults/**/*.spec.ts',
    ]),
    project('integration', ['apps/*/test/**/*.int-spec.ts', 'libs/**/*.int-spec.ts'], {
      setupFiles: ['<rootDir>/libs/testing/servers.setup.mjs'],
    }),
    project('e2e', ['test/e2e/**/*.e2e-spec.ts', 'test/fuzz/**/*.fuzz-spec.ts'], stack),
    project('fuzz', ['test/fuzz/**/*.fuzz-spec.ts'], stack),
    project('sdk', ['test/sdk/**/*.sdk-spec.ts'], { ...stack, globalTeardown: '<rootDir>/test/sdk/teardown.mjs' }),
    project('faults', ['test/faults/**/*.e2e-spec.ts']),
    project('deploy', ['test/deploy/**/*.deploy-spec.ts']),
    project('cluster', ['test/faults/**/*.cluster-spec.ts']),
    project('browser', ['test/browser/**/*.browser-spec.ts'], {
      ...stack,
      setupFilesAfterEnv: ['<rootDir>/libs/testing/browser.retry.mjs'],
    }),
  ],
};
