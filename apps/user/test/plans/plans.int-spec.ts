import { afterAll, beforeAll, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Alone, startAlone } from '#testing/plans/alone.js';
import { type Calls, expectAllCommands, expectFewReads, expectRecorded, Observer } from '#testing/plans/observed.js';
import type { Seen } from '#testing/plans/statement-watch.js';
import { AccessTokenSigner } from '../../src/session/access-token.signer.js';
import { userService } from '../../src/user.service.js';
import { aHolder, callsOf } from './calls.js';
import { handlers } from './handlers.js';
import { seedOtherAccounts } from './other-accounts.js';

const folder = mkdtempSync(join(tmpdir(), 'errand-plans-'));
let service: Alone<typeof handlers>;
let calls: Calls;
let seen: Seen[] | undefined;

beforeAll(async () => {
  const settings = { MAIL_DIR: folder, SECRETS_KEY: 'a key for tests, of 32 characters or more' };
  service = await startAlone(userService, handlers, settings);
  await service.app.get(AccessTokenSigner, { strict: false }).onModuleInit();
  await seedOtherAccounts(service.dataSource);
  const ada = await aHolder(service);
  calls = callsOf(service, folder, ada);
  const observer = await Observer.of(service.dataSource);
  seen = await observer?.seenOf(calls);
}, 120_000);
afterAll(async () => {
  await service.stop();
  rmSync(folder, { recursive: true });
});

/** Commands whose statements are not recorded yet. */
const unrecorded = [
  'about.get',
  ...['check', 'listAccounts', 'getAccount', 'disable', 'enable', 'delete', 'installation', 'change', 'audit'].map(
    (name) => `admin.${name}`,
  ),
  ...['add', 'list', 'update', 'rotate', 'delete'].map((name) => `app.${name}`),
  ...['providers', 'beginSigningIn', 'signIn', 'list', 'beginLinking', 'link', 'unlink'].map(
    (name) => `identity.${name}`,
  ),
  ...['question', 'decide', 'exchange', 'revoke', 'list', 'end'].map((name) => `oauth.${name}`),
  'registration.request',
  'registration.confirm',
  'security.confirmExport',
];

it('knows every command of the service', () => expectAllCommands('user', calls, unrecorded));

it('reads no more than three rows for each that it answers', () => {
  if (seen) expectFewReads(seen);
});

it('runs every statement in the way that is recorded', () => {
  if (seen) expectRecorded(new URL('plans.txt', import.meta.url), seen);
});
