import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeOrphans, sourceState } from './build.mjs';
import { satisfies } from './node-version.mjs';
import { matches } from './packages.mjs';

let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'errand-prepare-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(path, text = '') {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
  return join(folder, path);
}

describe('the version of Node.js', () => {
  const range = '^20.19.0 || ^22.12.0 || >=24.11.0';

  it.each(['20.19.0', '20.20.2', '22.12.1', '24.11.0', '26.0.0'])('takes %s', (version) => {
    expect(satisfies(version, range)).toBe(true);
  });

  it.each(['18.20.0', '20.18.3', '21.7.0', '22.11.0', '23.0.0', '24.10.9'])('refuses %s', (version) => {
    expect(satisfies(version, range)).toBe(false);
  });
});

describe('installed packages', () => {
  const wanted = {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/for-another-system': { version: '2.0.0', optional: true },
  };

  it('are up to date without what is for another system', () => {
    expect(matches(wanted, { 'node_modules/a': { version: '1.0.0' } })).toBe(true);
  });

  it.each([
    ['one is missing', {}],
    ['one has another version', { 'node_modules/a': { version: '1.0.1' } }],
    ['one is too many', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } }],
  ])('are stale when %s', (_, installed) => {
    expect(matches(wanted, installed)).toBe(false);
  });
});

describe('the state of sources', () => {
  it('changes with a change of a file, a new file and a removed file, and with nothing else', () => {
    const file = write('apps/task/main.ts', 'one');
    const states = [sourceState([folder]), sourceState([folder])];
    writeFileSync(file, 'another');
    states.push(sourceState([folder]));
    const more = write('apps/task/more.ts');
    states.push(sourceState([folder]));
    rmSync(more);
    states.push(sourceState([folder]));
    expect(states[1]).toBe(states[0]);
    expect(states[2]).not.toBe(states[0]);
    expect(states[3]).not.toBe(states[2]);
    expect(states[4]).toBe(states[2]);
  });
});

it('removes what was compiled from a source that is gone, and leaves the web client alone', () => {
  write('source/apps/task/kept.ts');
  const kept = write('dist/apps/task/kept.js');
  const gone = [write('dist/apps/task/gone.js'), write('dist/libs/x/gone.js.map')];
  const asset = write('dist/apps/frontend/web/assets/index.js');
  removeOrphans(join(folder, 'dist'), join(folder, 'source'));
  expect([kept, asset, ...gone].map(existsSync)).toEqual([true, true, false, false]);
});
