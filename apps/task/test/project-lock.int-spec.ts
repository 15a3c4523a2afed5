import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bytesToId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { ProjectAccess } from '../src/project/project-access.js';
import { note } from '../src/sync/changes.js';
import { anActor, aTask, type Fixture, startTaskService } from './fixture.js';

/** So large a part of all that the servers would rather look at every project than find some. */
const most = 800;

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startTaskService();
  for (let count = 0; count < 16; count++) await fixture.tasks.add(aTask(), anActor());
});
afterAll(() => fixture.stop());

it('leaves alone the projects that others write to, however many are written to at once', async () => {
  const transactions = fixture.service.app.get(Transactions, { strict: false });
  const access = fixture.service.app.get(ProjectAccess, { strict: false });
  const rows = await transactions.manager.query<{ id: Buffer }[]>(`SELECT id FROM project ORDER BY id LIMIT ${most}`);
  const ids = rows.map(({ id }) => bytesToId(id));
  const write = (some: string[], meanwhile: () => Promise<void>): Promise<void> =>
    transactions.run(async (transaction) => {
      await transaction.query('SET innodb_lock_wait_timeout = 2');
      await Promise.all(some.map((id) => access.take(id, { user_id: id }, transaction)));
      const changes = some.map((id) => ({ scopeId: id, id }));
      await note(transaction, 'task', changes);
      // what is noted goes along with the next statement
      await transaction.query('SELECT 1');
      await meanwhile();
    });
  let go!: () => void;
  const others = new Promise<void>((resolve) => (go = resolve)).then(() => write(half(ids, 1), nothing));
  const first = write(half(ids, 0), () => {
    go();
    return others;
  });
  await expect(first).resolves.toBeUndefined();
});

const nothing = (): Promise<void> => Promise.resolve();
const half = (ids: string[], which: number): string[] => ids.filter((_, index) => index % 2 === which);
