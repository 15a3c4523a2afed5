import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import stopSystem from '../../libs/testing/stack.teardown.mjs';

/** Says how many of the methods in scope passed all of their tests, and ends the system. */
export default async function teardown() {
  const report = join(globalThis.errandStack.dir, 'sdk.jsonl');
  const notes = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n') : [];
  const { passed, inScope } = count(notes.map((line) => JSON.parse(line)));
  await stopSystem();
  process.stdout.write(`\nSDK: ${passed} of ${inScope} methods in scope pass\n`);
}

/** @param {({ method: string, passed: boolean } | { answered: string[] })[]} notes */
function count(notes) {
  const methods = new Map();
  let inScope = 0;
  for (const note of notes) {
    if ('method' in note) methods.set(note.method, note.passed && methods.get(note.method) !== false);
    else inScope = note.answered.length;
  }
  return { passed: [...methods.values()].filter(Boolean).length, inScope };
}
