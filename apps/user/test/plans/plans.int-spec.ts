import { afterAll, beforeAll, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Alone, startAlone } from '#testing/plans/alone.js';
import { type Calls, expectAllCommands, expectFewReads, expectRecorded, Observer } from '#testing/plans/observed.js';
import type { Seen } from '#testing/plans/statement-watch.js';
import { AccessTokenSigner } from '../../src/session/access-token.signer.js';
import { userService } from '../../src/user.service.js';
import { aProvider, type KnownProvider } from '../identity-fixture.js';
import { adminCallsOf } from './admin-calls.js';
import { appCallsOf } from './app-calls.js';
import { aHolder, callsOf } from './calls.js';
import { entryCallsOf } from './entry-calls.js';
import { handlers } from './handlers.js';
import { seedOtherAccounts } from './other-accounts.js';

const folder = mkdtempSync(join(tmpdir(), 'errand-plans-'));
let service: Alone<typeof handlers>;
let known: KnownProvider;
let calls: Calls;
let seen: Seen[] | undefined;

beforeAll(async () => {
  known = await aProvider();
  const settings = {
    ...known.settings,
    MAIL_DIR: folder,
    REGISTRATION: 'by_mail',
    SECRETS_KEY: 'a key for tests, of 32 characters or more',
  };
  service = await startAlone(userService, handlers, settings);
  await service.app.get(AccessTokenSigner, { strict: false }).onModuleInit();
  await seedOtherAccounts(service.dataSource);
  const ada = await aHolder(service);
  calls = {
    ...(await adminCallsOf(service)),
    ...(await appCallsOf(service)),
    ...(await entryCallsOf(service, folder, known)),
    ...callsOf(service, folder, ada),
  };
  const observer = await Observer.of(service.dataSource);
  seen = await observer?.seenOf(calls);
}, 120_000);
afterAll(async () => {
  await service.stop();
  await known.provider.stop();
  rmSync(folder, { recursive: true });
});

it('knows every command of the service', () => expectAllCommands('user', calls));

const reasonsToReadMore = {
  'AND email LIKE': 'looks for a part of an address, in all of them if it has to',
  'AS disabled_accounts': 'counts the accounts that it answers about',
};

it('reads no more than three rows for each that it answers, but for what is named', () => {
  if (seen) expectFewReads(seen, reasonsToReadMore);
});

it('runs every statement in the way that is recorded', () => {
  if (seen) expectRecorded(new URL('plans.txt', import.meta.url), seen);
});
