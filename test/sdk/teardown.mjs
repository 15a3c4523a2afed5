import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import stopSystem from '../../libs/testing/stack.teardown.mjs';

/** Says how many of the methods in scope passed all of their tests, and ends the system. */
export default async function teardown() {
  const report = join(globalThis.errandStack.dir, 'sdk.jsonl');
  const notes = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n') : [];
  const { passed, inScope, notYet } = count(notes.map((line) => JSON.parse(line)));
  await stopSystem();
  const missing = Object.entries(notYet).map(([method, part]) => `${method} (${part})`);
  if (missing.length > 0) process.stdout.write(`\nSDK: not yet: ${missing.join(', ')}`);
  process.stdout.write(`\nSDK: ${passed} of ${inScope} methods in scope pass\n`);
}

/** @param {({ method: string, passed: boolean } | { answered: string[], notYet: Record<string, string> })[]} notes */
function count(notes) {
  const methods = new Map();
  let inScope = 0;
  let notYet = {};
  for (const note of notes) {
    if ('method' in note) methods.set(note.method, note.passed && methods.get(note.method) !== false);
    else ({ notYet, inScope } = { ...note, inScope: note.answered.length + Object.keys(note.notYet).length });
  }
  return { passed: [...methods.values()].filter(Boolean).length, inScope, notYet };
}
