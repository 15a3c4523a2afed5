import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { errand } from '#testing/errand.js';

interface Finding {
  what: string;
  state: 'ok' | 'warning' | 'problem';
  found: string;
  todo?: string;
}

const keepers = ['task', 'user', 'storage'];
const running = { STORAGE_DIR: join(process.env.ERRAND_STACK_DIR ?? '', 'blobs') };
const serving = JSON.parse(process.env.ERRAND_TEST_SERVING ?? '{}') as Record<string, string>;

async function doctor(settings: Record<string, string>): Promise<(what: string) => Finding | undefined> {
  const findings = (await errand(['doctor'], settings)) as Finding[];
  return (what) => findings.find((each) => each.what === what);
}

function changed(url: string | undefined, change: Partial<URL>): string {
  return Object.assign(new URL(url ?? ''), change).href;
}

describe('npm run errand -- doctor', () => {
  it('finds accounts, servers, clocks, schemas, queues and versions as they should be', async () => {
    const found = await doctor(running);
    const fine = [
      'Node',
      ...keepers.flatMap((name) => ['', ' version', ' clock', ' schema'].map((part) => `${name} database${part}`)),
      ...[...keepers, 'gateway'].map((name) => `${name} broker`),
      'broker version',
      ...keepers.map((name) => `${name} queues`),
      ...['frontend', 'gateway', 'storage'].flatMap((name) => [name, `${name} clock`]),
    ];
    expect(fine.map((what) => [what, found(what)?.state])).toEqual(fine.map((what) => [what, 'ok']));
    for (const name of keepers) {
      const version = { state: 'ok', found: `Errand 0.1.0, Node ${process.versions.node}` };
      expect(found(`${name} version`)).toMatchObject(version);
      const may = 'may not change its schema, which a job does, and sees no other';
      expect(found(`${name} database account`)).toMatchObject({ state: 'ok', found: may });
    }
    for (const what of ['dead letters', 'space for files']) expect(found(what)?.found).toBeDefined();
  });

  it('says of each thing that is wrong what it is, and what to do about it', async () => {
    const nobody = { password: 'not-this-one' };
    const found = await doctor({
      FRONTEND_PORT: '1',
      MIGRATED_BY: '',
      TASK_DATABASE_URL: changed(serving.TASK_DATABASE_URL, nobody),
      USER_DATABASE_URL: changed(process.env.ERRAND_TEST_ADMIN_DATABASE_URL, { pathname: '/errand_user' }),
      TASK_BROKER_URL: changed(process.env.TASK_BROKER_URL, nobody),
      USER_BROKER_URL: changed(process.env.USER_BROKER_URL, { port: '1' }),
      OPERATOR_BROKER_URL: changed(process.env.ERRAND_TEST_BROKER_URL, nobody),
    });
    const wrong: [what: string, state: string, found: RegExp, todo: RegExp][] = [
      ['task database', 'problem', /Access denied/, /TASK_DATABASE_URL/],
      ['user database account', 'warning', /also sees .*errand_task/, /an account for its own schema alone/],
      ['storage database account', 'problem', /may not change its schema/, /ALL PRIVILEGES .* or have a job migrate/],
      ['task broker', 'problem', /ACCESS_REFUSED|403/, /TASK_BROKER_URL/],
      ['user broker', 'problem', /ECONNREFUSED/, /USER_BROKER_URL/],
      ['broker', 'problem', /ACCESS_REFUSED|403/, /OPERATOR_BROKER_URL/],
      ['frontend', 'problem', /does not answer/, /FRONTEND_PORT/],
    ];
    for (const [what, state, words, todo] of wrong) {
      const told = { what, state, found: expect.stringMatching(words), todo: expect.stringMatching(todo) };
      expect(found(what)).toEqual(told);
    }
  });
});
