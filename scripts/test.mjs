import './prepare/node-version.mjs';

const { runTests } = await import('./test-run.mjs');
const [stage, ...jestArguments] = process.argv.slice(2);
await runTests(stage, jestArguments);
