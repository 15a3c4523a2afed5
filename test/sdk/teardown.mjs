import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import stopSystem from '../../libs/testing/stack.teardown.mjs';

/** Says how many of the methods and sync commands in scope passed all of their tests, and ends the system. */
export default async function teardown() {
  const report = join(globalThis.errandStack.dir, 'sdk.jsonl');
  const lines = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n') : [];
  const notes = lines.map((line) => JSON.parse(line));
  await stopSystem();
  process.stdout.write(`\nSDK: ${told(notes, 'method', 'answered')} methods and `);
  process.stdout.write(`${told(notes, 'command', 'executed')} sync commands in scope pass\n`);
}

/**
 * How many of how many passed all of their tests: by the notes of each, and the one that lists all.
 * @param {({ passed: boolean, [kind: string]: unknown } | { [list: string]: string[] })[]} notes
 */
function told(notes, kind, list) {
  const passed = new Map();
  for (const note of notes) {
    if (kind in note) passed.set(note[kind], note.passed && passed.get(note[kind]) !== false);
  }
  const inScope = notes.find((note) => list in note)?.[list].length ?? 0;
  return `${[...passed.values()].filter(Boolean).length} of ${inScope}`;
}
