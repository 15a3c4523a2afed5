import { readdirSync, readFileSync } from 'node:fs';

const page = readFileSync('docs/security.md', 'utf8');
const tests = ['apps', 'libs', 'scripts', 'test']
  .flatMap((folder) => readdirSync(folder, { recursive: true }))
  .flatMap((path) => /([^/\\]+spec)\.m?[jt]s$/.exec(path)?.[1] ?? []);

it('names, for each threat, tests that there are', () => {
  const [, section = ''] = /^## Threats[^\n]*\n([^]*?)^## /m.exec(page) ?? [];
  const threats = section.split('\n').filter((line) => /^\| (?!-|somebody …)/.test(line));
  expect(threats.length).toBeGreaterThan(15);
  for (const threat of threats) {
    const named = [...threat.split('|')[3].matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    expect([threat, named.length > 0]).toEqual([threat, true]);
    for (const name of named) expect(tests).toContain(name);
  }
});
