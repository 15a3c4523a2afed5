import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { accountContract, type CurrentUser } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Attachment } from '#contracts/comment.contract.js';
import type { Client } from '#contracts/contract.js';
import { type Thing, type Transfer, transferContract } from '#contracts/transfer.contract.js';
import { InjectClient } from '#messaging/client.js';
import { whileWanted } from '#service/deadline.js';
import { backupKind, backupVersion, bytesOfLine, lineOf, settingNames } from './backup-format.js';
import { StoredFiles } from '../file/stored-files.js';

/** Milliseconds for copying what there is, and for each part of it after that. */
const longest = 60_000;
const patience = 10_000;

/** Writes everything that somebody has, as it is at one moment, line by line. */
@Injectable()
export class BackupWriter {
  constructor(
    @InjectClient(accountContract) private readonly accounts: Client<typeof accountContract>,
    @InjectClient(transferContract) private readonly transfers: Client<typeof transferContract>,
    private readonly files: StoredFiles,
  ) {}

  /** Copies what there is, so that what fails does so before the first line; the lines are read after that. */
  async begin(actor: Actor): Promise<AsyncGenerator<string>> {
    return whileWanted(longest, async () => {
      const account = await this.accounts.get({}, actor);
      const transfer = await this.transfers.export({}, actor, { timeout: longest });
      return this.lines(account, transfer, actor);
    });
  }

  private async *lines(account: CurrentUser, { id, pages }: Transfer, actor: Actor): AsyncGenerator<string> {
    let count = 0;
    const line = (thing: Thing | Record<string, unknown>): string => {
      count++;
      return lineOf(thing);
    };
    yield line({ kind: backupKind, version: backupVersion, made_at: new Date().toISOString() });
    const settings = Object.fromEntries(settingNames.map((name) => [name, account[name]]));
    yield line({ kind: 'settings', timezone: account.tz_info.timezone, ...settings });
    for (let number = 0; number < pages; number++) {
      const { things } = await whileWanted(patience, () => this.transfers.page({ id, number }, actor));
      for (const thing of things) {
        for await (const each of this.withFile(thing, actor)) yield line(each);
      }
    }
    yield lineOf({ kind: 'end', lines: count + 1 });
    const forget = (): Promise<void> => this.transfers.discard({ id }, actor, { requestId: randomUUID() });
    await whileWanted(patience, forget).catch(() => undefined); // it is swept anyway
  }

  /** A thing, after the file on it; one whose file is gone has a name in its place. */
  private async *withFile({ file_attachment, ...thing }: Thing, actor: Actor): AsyncGenerator<Thing> {
    const attachment = file_attachment as Attachment | null | undefined;
    if (!attachment) {
      yield thing;
      return;
    }
    const id = thing.file_id as string;
    const bytes = await whileWanted(patience, () => this.files.open(id, actor));
    if (!bytes) {
      yield { ...thing, file_id: null, content: thing.content || attachment.file_name };
      return;
    }
    const { file_name, file_type, file_size } = attachment;
    yield { kind: 'file', id, file_name, file_type, file_size };
    let rest = Buffer.alloc(0);
    for await (const chunk of bytes) {
      rest = Buffer.concat([rest, chunk]);
      for (; rest.length >= bytesOfLine; rest = rest.subarray(bytesOfLine)) {
        yield { kind: 'bytes', data: rest.subarray(0, bytesOfLine).toString('base64') };
      }
    }
    if (rest.length > 0) yield { kind: 'bytes', data: rest.toString('base64') };
    yield thing;
  }
}
