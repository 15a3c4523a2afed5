import { createServer } from 'node:http';
import { clock, isAtLeast } from './finding.mjs';
import { examineNode, examineProcesses, space } from './machine.mjs';

describe('the doctor', () => {
  it('finds a Node that is too old', () => {
    expect(examineNode('>=20.19.0')).toMatchObject({ state: 'ok', found: process.versions.node });
    expect(examineNode('>=99.0.0')).toMatchObject({ state: 'problem', todo: 'Use Node >=99.0.0.' });
  });

  it('compares versions by their numbers', () => {
    for (const version of ['10.11.6-MariaDB', '10.11', '11.4.2']) expect(isAtLeast(version, '10.11')).toBe(true);
    for (const version of ['10.6.12-MariaDB', '9.12']) expect(isAtLeast(version, '10.11')).toBe(false);
  });

  it('finds a clock that is more than two seconds off, in either direction, beyond the time that the answer took', () => {
    expect(clock('task', 1000, 900, 3000)).toMatchObject({ state: 'ok' });
    expect(clock('task', 5000, 900, 3000)).toMatchObject({ state: 'ok' });
    expect(clock('task', 5100, 900, 3000)).toMatchObject({ state: 'problem', found: '2.1 s off' });
    expect(clock('task', -1500, 900, 3000)).toMatchObject({ state: 'problem', found: '-2.4 s off' });
    expect(clock('task', -1500, 900, 3000, 1000)).toMatchObject({ state: 'ok' });
  });

  it('warns of little space, and calls less than a gigabyte a problem', () => {
    const states = [6e9, 4e9, 5e8].map((free) => space('space for files', '/srv/files', free));
    expect(states).toMatchObject([{ state: 'ok' }, { state: 'warning' }, { state: 'problem', found: '0.5 GB free' }]);
    expect(states[1].todo).toContain('/srv/files');
  });

  it('finds processes that are not ready, that do not answer, and whose clocks are off', async () => {
    const wrong = createServer((_, response) => {
      response.writeHead(503, { date: new Date(Date.now() - 60_000).toUTCString() }).end('{"broker":"away"}');
    });
    await new Promise((resolve) => wrong.listen(0, '127.0.0.1', resolve));
    try {
      const [here, nowhere] = [String(wrong.address().port), '1'];
      const found = await examineProcesses({
        ...Object.fromEntries(['USER', 'STORAGE', 'GATEWAY', 'FRONTEND'].map((name) => [`${name}_PORT`, nowhere])),
        TASK_PORT: here,
      });
      const of = (name) => found.find(({ what }) => what === name);
      expect(of('task')).toMatchObject({ state: 'problem', found: 'not ready: {"broker":"away"}' });
      expect(of('task clock')).toMatchObject({ state: 'problem', todo: 'Let all machines take the time from NTP.' });
      expect(of('user')).toMatchObject({ state: 'problem', todo: 'Start it, or say where it is: USER_PORT.' });
      expect(found.filter(({ state }) => state === 'problem')).toHaveLength(6);
    } finally {
      wrong.close();
    }
  });
});
