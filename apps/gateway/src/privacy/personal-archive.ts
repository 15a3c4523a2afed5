import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { accountContract } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import { appContract } from '#contracts/app.contract.js';
import type { Client } from '#contracts/contract.js';
import { fileContract } from '#contracts/file.contract.js';
import { identityContract } from '#contracts/identity.contract.js';
import { oauthContract } from '#contracts/oauth.contract.js';
import type { Page, PageQuery } from '#contracts/page.js';
import { passkeyContract } from '#contracts/passkey.contract.js';
import { secondFactorContract } from '#contracts/second-factor.contract.js';
import { securityContract } from '#contracts/security.contract.js';
import { sessionContract } from '#contracts/session.contract.js';
import { tokenContract } from '#contracts/token.contract.js';
import { InjectClient } from '#messaging/client.js';
import { whileWanted } from '#service/deadline.js';
import { lineOf } from '../transfer/backup-format.js';
import { BackupWriter } from '../transfer/backup-writer.js';
import { StoredFiles } from '../file/stored-files.js';
import { partOf, type ZipEntry, zipOf } from './zip.js';

/** Milliseconds for each part that is asked for. */
const patience = 10_000;

const readme = `Everything that Errand knows of you.

account.json         who you are, and your settings
sessions.json        where you are signed in
tokens.json          personal tokens, without their secrets, which nobody has but you
passkeys.json        passkeys, and second-factor.json whether signing in takes a code
identities.json      other systems that open the account
authorizations.json  apps that you let in, and apps.json those that you registered
security-log.ndjson  what happened to your account, a line each, the newest first
tasks.ndjson         projects, tasks, comments and all else: a backup, which can be restored
files/               the files that you uploaded
`;

/** Puts everything that is known of somebody, in all services, into one archive, while it is read. */
@Injectable()
export class PersonalArchive {
  constructor(
    @InjectClient(accountContract) private readonly accounts: Client<typeof accountContract>,
    @InjectClient(sessionContract) private readonly sessions: Client<typeof sessionContract>,
    @InjectClient(tokenContract) private readonly tokens: Client<typeof tokenContract>,
    @InjectClient(passkeyContract) private readonly passkeys: Client<typeof passkeyContract>,
    @InjectClient(secondFactorContract) private readonly factors: Client<typeof secondFactorContract>,
    @InjectClient(identityContract) private readonly identities: Client<typeof identityContract>,
    @InjectClient(oauthContract) private readonly oauth: Client<typeof oauthContract>,
    @InjectClient(appContract) private readonly apps: Client<typeof appContract>,
    @InjectClient(securityContract) private readonly security: Client<typeof securityContract>,
    @InjectClient(fileContract) private readonly files: Client<typeof fileContract>,
    private readonly backup: BackupWriter,
    private readonly stored: StoredFiles,
  ) {}

  /** Asks every service before the first byte, so that one that is away is told as any other problem. */
  async begin(actor: Actor): Promise<Readable> {
    const [account, sessions, tokens, passkeys, identities, authorizations, apps, factor, lines] = await Promise.all([
      this.accounts.get({}, actor),
      this.sessions.list({}, actor),
      this.tokens.list({}, actor),
      this.passkeys.list({}, actor),
      this.identities.list({}, actor),
      this.oauth.list({}, actor),
      this.apps.list({}, actor),
      this.factors.get({}, actor),
      this.backup.begin(actor),
      this.files.list({ limit: 1 }, actor),
    ]);
    const small = { account, sessions, tokens, passkeys, identities, authorizations, apps, 'second-factor': factor };
    return zipOf(this.entries(small, lines, actor));
  }

  private async *entries(
    small: Record<string, object>,
    lines: AsyncGenerator<string>,
    actor: Actor,
  ): AsyncGenerator<ZipEntry> {
    yield { name: 'README.txt', bytes: [readme] };
    for (const [name, data] of Object.entries(small))
      yield { name: `${name}.json`, bytes: [`${JSON.stringify(data, null, 2)}\n`] };
    yield { name: 'security-log.ndjson', bytes: this.log(actor) };
    yield { name: 'tasks.ndjson', bytes: lines };
    for await (const { id, attachment } of everything((query) => this.files.list(query, actor))) {
      const bytes = await whileWanted(patience, () => this.stored.open(id, actor));
      if (bytes) yield { name: `files/${id}/${partOf(attachment.file_name)}`, bytes, dense: true };
    }
  }

  private async *log(actor: Actor): AsyncGenerator<string> {
    for await (const event of everything((query) => this.security.list(query, actor))) yield lineOf({ ...event });
  }
}

/** Follows a list to its end. */
async function* everything<T>(page: (query: PageQuery) => Promise<Page<T>>): AsyncGenerator<T> {
  let cursor: string | null = null;
  do {
    const { results, next_cursor }: Page<T> = await whileWanted(patience, () => page({ cursor, limit: 200 }));
    yield* results;
    cursor = next_cursor;
  } while (cursor !== null);
}
