import { Secret, TOTP } from 'otpauth';
import type { SignedIn } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Delivered } from '#contracts/event.js';
import { newId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { eventually } from '#testing/eventually.js';
import { mailAbout } from '#testing/mail.js';
import type { Alone } from '#testing/plans/alone.js';
import type { Calls } from '#testing/plans/observed.js';
import type { handlers as classes } from './handlers.js';

export const password = 'correct horse battery';
const current_password = password;

/** Somebody who is signed in twice. */
export interface Holder {
  email: string;
  actor: Actor;
  signedIn: SignedIn;
}

export async function aHolder({ handlers: { accounts, sessions } }: Alone<typeof classes>): Promise<Holder> {
  const email = `${newId()}@example.org`;
  const signedIn = await accounts.register({ email, password, full_name: 'Ada Doe', timezone: 'UTC' });
  const actor = { user_id: signedIn.user.id };
  const [{ id: session_id }] = (await sessions.list({}, actor)).results;
  await sessions.login({ email, password });
  return { email, actor: { ...actor, session_id }, signedIn };
}

const event = <T>(data: T & { id: string }): Delivered<T> => ({
  id: newId(),
  subject: data.id,
  aggregateVersion: 2,
  time: new Date().toISOString(),
  data,
});

/** Calls of every command, in an order in which all of them succeed, or are refused as they are most of the time. */
export function callsOf({ app, beside, handlers }: Alone<typeof classes>, folder: string, ada: Holder): Calls {
  const { accounts, credentials, factors, passkeys, passkeyRows, security, sessions, tokens } = handlers;
  const { actor, email } = ada;
  const transactions = app.get(Transactions, { strict: false });
  const made: Record<string, string> = {};
  const codeOf = (steps: number): string =>
    TOTP.generate({ secret: Secret.fromBase32(made.secret), timestamp: Date.now() + steps * 30_000 });
  const refused = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => Promise.reject(new Error('This should have been refused')),
      () => undefined,
    );
  const tokenIn = async (words: string, to = email): Promise<string> => (await mailAbout(folder, to, words)).token!;
  const addPasskey = (id: string): Promise<unknown> =>
    transactions.run((transaction) =>
      passkeyRows.add(actor.user_id, 'Phone', { id, publicKey: new Uint8Array(77), counter: 0 }, transaction),
    );
  const answer = { id: 'phone', response: {} };
  return {
    'account.get': () => accounts.get({}, actor),
    'account.update': () => accounts.update({ full_name: 'Ada Roe' }, actor),
    'account.register': () =>
      accounts.register({ email: 'eve@example.org', password, full_name: 'Eve Doe', timezone: 'UTC' }),
    'session.login': () => sessions.login({ email, password }),
    'session.login with a wrong password': () => refused(sessions.login({ email, password: 'wrong' })),
    'session.keys': () => sessions.keys(),
    'session.list': () => sessions.list({}, actor),
    'session.refresh': async () => {
      const next = await sessions.refresh({ refresh_token: ada.signedIn.refresh_token });
      made.refresh = (next as SignedIn).refresh_token;
    },
    'session.keep': async () => (made.cookie = (await sessions.keep({ refresh_token: made.refresh })).secret),
    'session.authenticate': () => sessions.authenticate({ secret: made.cookie }),
    'session.authenticate after a while': async () => {
      await beside('UPDATE session SET last_used_at = last_used_at - INTERVAL 5 MINUTE');
      await sessions.authenticate({ secret: made.cookie });
    },
    'session.refresh twice': async () => {
      const { refresh_token } = await sessions.login({ email, password });
      for (let n = 0; n < 2; n++) await sessions.refresh({ refresh_token });
    },
    'session.logout': async () => {
      const { refresh_token } = await sessions.login({ email, password });
      await sessions.logout({ refresh_token });
    },
    'session.revoke': async () => {
      const other = (await sessions.list({}, actor)).results.find(({ current }) => !current)!;
      await sessions.revoke({ id: other.id }, actor);
    },
    'session.revokeOthers': () => sessions.revokeOthers({}, actor),
    'session.ended': () => sessions.ended(),
    'token.create': async () => {
      const created = await tokens.create({ name: 'script', scopes: ['data:read'], expires_in_days: 7 }, actor);
      Object.assign(made, { token: created.token, tokenId: created.id });
    },
    'token.list': () => tokens.list({}, actor),
    'token.authenticate': () => tokens.authenticate({ token: made.token }),
    'token.revoke': () => tokens.revoke({ id: made.tokenId }, actor),
    'credential.requestVerification': () => credentials.requestVerification({}, actor),
    'credential.confirmEmail': async () => credentials.confirmEmail({ token: await tokenIn('Is this') }),
    'credential.requestEmailChange': () =>
      credentials.requestEmailChange({ current_password, new_email: `new.${email}` }, actor),
    'credential.confirmEmail of a new address': async () =>
      credentials.confirmEmail({ token: await tokenIn('new address', `new.${email}`) }),
    'credential.requestReset': () => credentials.requestReset({ email: `new.${email}` }),
    'credential.resetPassword': async () =>
      credentials.resetPassword({ token: await tokenIn('A new password', `new.${email}`), new_password: password }),
    'credential.changePassword': () => credentials.changePassword({ current_password, new_password: password }, actor),
    'second-factor.get': () => factors.get({}, actor),
    'second-factor.begin': async () => (made.secret = (await factors.begin({ current_password }, actor)).secret),
    'second-factor.confirm': () => factors.confirm({ code: codeOf(-1) }, actor),
    'second-factor.renewCodes': () => factors.renewCodes({ current_password }, actor),
    'session.login with a code': () => sessions.login({ email: `new.${email}`, password, code: codeOf(0) }),
    'second-factor.disable with a wrong code': () =>
      refused(factors.disable({ current_password, code: '000000' }, actor)),
    'second-factor.disable': () => factors.disable({ current_password, code: codeOf(1) }, actor),
    'passkey.beginAdding': async () => (made.question = (await passkeys.beginAdding({ current_password }, actor)).id),
    'passkey.add': async () => {
      await refused(passkeys.add({ id: made.question, name: 'Phone', response: {} }, actor));
      await addPasskey('phone');
    },
    'passkey.list': () => passkeys.list({}, actor),
    'passkey.beginSigningIn': async () => (made.question = (await passkeys.beginSigningIn()).id),
    'passkey.signIn': async () => {
      await refused(passkeys.signIn({ id: made.question, response: { id: 'phone' } }));
      await transactions.run(async (transaction) => {
        const known = await passkeyRows.find(answer.id, transaction);
        await passkeyRows.used(known!, 1, transaction);
      });
    },
    'passkey.remove': async () => {
      const [{ id }] = (await passkeys.list({}, actor)).results;
      await passkeys.remove({ id, current_password }, actor);
    },
    'security.list': () => security.list({}, actor),
    'security.list second page': async () =>
      security.list({ limit: 2, cursor: (await security.list({ limit: 2 }, actor)).next_cursor }, actor),
    'an account that was restored': () =>
      transactions.run((transaction) =>
        handlers.restorations.restored(
          event({ id: actor.user_id, settings: { timezone: 'Europe/Madrid' } }),
          transaction,
        ),
      ),
    'account.delete': () => accounts.delete({ current_password }, actor),
    'account.delete again': () => accounts.delete({ current_password }, actor),
    'participants that are asked again': async () => {
      await beside('UPDATE deletion SET ask_again_at = requested_at WHERE completed_at IS NULL');
      await handlers.deletionSweeper.sweep();
    },
    'participants that have answered': () =>
      transactions.run(async (transaction) => {
        await handlers.deletions.taskPurged(event({ id: actor.user_id }), transaction);
        await handlers.deletions.storagePurged(event({ id: actor.user_id }), transaction);
      }),
    'deletions in the metrics': () => Promise.all([handlers.deletionWatch.waiting(), handlers.deletionWatch.age()]),
    'mails until all are sent': () =>
      eventually(async () => {
        const due = await beside<unknown[]>('SELECT id FROM mail WHERE send_at <= UTC_TIMESTAMP(3)');
        if (due.length > 0) throw new Error('There are mails to be sent');
      }),
  };
}
