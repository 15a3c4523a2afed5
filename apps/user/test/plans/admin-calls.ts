import type { Alone } from '#testing/plans/alone.js';
import type { Calls } from '#testing/plans/observed.js';
import { aHolder, password } from './calls.js';
import type { handlers as classes } from './handlers.js';

/** Calls of what administrators do, to accounts of others. */
export async function adminCallsOf(service: Alone<typeof classes>): Promise<Calls> {
  const {
    beside,
    handlers: { about, admin },
  } = service;
  const [{ actor }, { actor: other, email }] = [await aHolder(service), await aHolder(service)];
  const id = other.user_id;
  const name = (account: string): Promise<unknown> =>
    beside('UPDATE account SET is_admin = TRUE WHERE id = ?', [Buffer.from(account.replaceAll('-', ''), 'hex')]);
  await name(actor.user_id);
  const since = new Date(Date.now() - 60_000).toISOString();
  const until = new Date(Date.now() + 60_000).toISOString();
  return {
    'about.get': () => about.get({}),
    'admin.check': () => admin.check({}, actor),
    'admin.listAccounts': () => admin.listAccounts({ limit: 5 }, actor),
    'admin.listAccounts second page': async () => {
      const { next_cursor: cursor } = await admin.listAccounts({ limit: 5 }, actor);
      await admin.listAccounts({ cursor, limit: 5 }, actor);
    },
    'admin.listAccounts by a part of the address': () =>
      admin.listAccounts({ query: email.slice(0, 36), limit: 5 }, actor),
    'admin.getAccount': () => admin.getAccount({ id }, actor),
    'admin.disable': () => admin.disable({ id }, actor),
    'admin.enable': () => admin.enable({ id }, actor),
    'admin.disable of an administrator': async () => {
      await name(id);
      await admin.disable({ id }, actor);
    },
    'admin.installation': () => admin.installation({}, actor),
    'admin.change': async () => {
      await admin.change({ registration_open: false }, actor);
      await admin.change({ registration_open: true }, actor);
    },
    'admin.audit': () => admin.audit({ limit: 5 }, actor),
    'admin.audit of an account': () => admin.audit({ account_id: id, limit: 5 }, actor),
    'admin.audit of one kind': () => admin.audit({ act: 'registration.closed', limit: 5 }, actor),
    'admin.audit of a time': () => admin.audit({ since, until, limit: 5 }, actor),
    'admin.audit of a time that is long past': () => admin.audit({ until: '2026-01-01', limit: 5 }, actor),
    'admin.audit second page': async () => {
      const { next_cursor: cursor } = await admin.audit({ limit: 5 }, actor);
      await admin.audit({ cursor, limit: 5 }, actor);
    },
    'admin.delete': () => admin.delete({ id, current_password: password }, actor),
  };
}
