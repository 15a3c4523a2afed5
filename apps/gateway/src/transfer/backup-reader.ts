import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Actor } from '#contracts/actor.js';
import { AccountChange } from '#contracts/account.contract.js';
import { Failure, invalid } from '#contracts/failure.js';
import type { Thing } from '#contracts/transfer.contract.js';
import { refuseBeyondLimits } from '../http/body-limits.js';
import { strict } from '../http/validation.js';
import { backupKind, backupVersion, type FileLine } from './backup-format.js';
import { linesOf } from './lines.js';
import { stepsOfRequest } from './request-ids.js';
import { discard, type Kept, StoredFiles } from '../file/stored-files.js';

type Line = Thing & { at: string };
type Lines = AsyncGenerator<Line, undefined>;

/** A backup that is being read: its things, and the settings as soon as they were. */
export interface OpenBackup {
  things: AsyncGenerator<Thing>;
  settings: () => AccountChange | undefined;
}

/** Reads a backup as its bytes come. Its files are kept on the way, unless it is only tried. */
@Injectable()
export class BackupReader {
  constructor(private readonly files: StoredFiles) {}

  open(bytes: AsyncIterable<Uint8Array>, actor: Actor, isDryRun: boolean): OpenBackup {
    let settings: AccountChange | undefined;
    const keep = async (line: Line): Promise<void> => void (settings = await settingsIn(line));
    return { things: this.read(bytes, actor, isDryRun, keep), settings: () => settings };
  }

  private async *read(
    bytes: AsyncIterable<Uint8Array>,
    actor: Actor,
    isDryRun: boolean,
    keepSettings: (line: Line) => Promise<void>,
  ): AsyncGenerator<Thing> {
    const requestId = stepsOfRequest('restore');
    const lines = thingsIn(bytes);
    const kept = new Map<string, Kept>();
    let count = 1;
    refuseOther((await lines.next()).value);
    for (;;) {
      const { done, value: thing } = await lines.next();
      count++;
      if (done) throw invalid('backup.incomplete', 'file', 'a whole backup, which ends with a line of the kind "end"');
      if (thing.kind === 'end') {
        const isWhole = thing.lines === count && (await lines.next()).done;
        if (isWhole) return;
        throw invalid('backup.incomplete', thing.at, `the last line, after ${String(thing.lines)} lines with itself`);
      }
      if (thing.kind === 'settings') await keepSettings(thing);
      else if (thing.kind === 'file') {
        const file = fileIn(thing);
        const content = contentOf(file, thing.at, lines, () => count++);
        const requestIdOfFile = requestId(`file ${kept.size}`);
        kept.set(
          file.id,
          await (isDryRun ? skip(file, content) : this.files.put(file, content, actor, requestIdOfFile)),
        );
      } else yield withFile(thing, kept);
    }
  }
}

async function* thingsIn(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Line, undefined> {
  for await (const { number, text } of linesOf(bytes)) {
    const at = `line ${number}`;
    let thing: unknown;
    try {
      thing = JSON.parse(text);
    } catch {
      throw invalid('backup.malformed', at, 'one JSON object');
    }
    if (typeof thing !== 'object' || thing === null || Array.isArray(thing)) {
      throw invalid('backup.malformed', at, 'one JSON object');
    }
    refuseBeyondLimits(thing, at);
    yield { ...(thing as Thing), at };
  }
}

function refuseOther(head: Thing | undefined): void {
  if (head?.kind !== backupKind) throw invalid('backup.malformed', 'line 1', `"kind":"${backupKind}"`);
  if (head.version === backupVersion) return;
  throw invalid('backup.version', 'line 1.version', `${backupVersion}, the version that this Errand reads`);
}

/** What may be changed about an account, checked like a change of it. */
async function settingsIn({ at, ...thing }: Line): Promise<AccountChange> {
  const told: Partial<Thing> = thing;
  delete told.kind;
  try {
    return (await strict.transform(told, { type: 'body', metatype: AccountChange })) as AccountChange;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const [first] = error.details.errors ?? [];
    throw invalid('backup.malformed', `${at}.${first?.field ?? 'settings'}`, first?.expected ?? error.message);
  }
}

function fileIn({ at, ...file }: Line): FileLine {
  const { id, file_name, file_type, file_size } = file as Partial<FileLine>;
  const isText = (value: unknown, most: number): boolean => typeof value === 'string' && value.length <= most;
  if (!isText(id, 64)) throw invalid('backup.malformed', `${at}.id`, 'a text of at most 64 characters');
  if (!isText(file_name, 255)) throw invalid('backup.malformed', `${at}.file_name`, 'a text of at most 255 characters');
  if (!isText(file_type, 255)) throw invalid('backup.malformed', `${at}.file_type`, 'a text of at most 255 characters');
  if (!Number.isSafeInteger(file_size) || file_size! < 0) {
    throw invalid('backup.malformed', `${at}.file_size`, 'a number of bytes');
  }
  return file as unknown as FileLine;
}

/** The bytes in the lines that follow, as many as the file has. */
async function* contentOf(file: FileLine, at: string, lines: Lines, count: () => void): AsyncGenerator<Uint8Array> {
  for (let left = file.file_size; left > 0;) {
    const { done, value: thing } = await lines.next();
    if (done) throw invalid('backup.incomplete', 'file', `all ${file.file_size} bytes of the file at ${at}`);
    count();
    const data = thing.kind === 'bytes' && typeof thing.data === 'string' ? thing.data : '';
    const bytes = Buffer.from(data, 'base64');
    if (bytes.length === 0 || bytes.length > left || bytes.toString('base64') !== data) {
      throw invalid('backup.malformed', `${thing.at}.data`, `base64 of what is left of the file at ${at}`);
    }
    left -= bytes.length;
    yield bytes;
  }
}

/** What stands for a file that is not kept. */
async function skip({ file_name, file_type, file_size }: FileLine, content: AsyncIterable<Uint8Array>): Promise<Kept> {
  await discard(content);
  const nothing = { image: null, image_width: null, image_height: null };
  const attachment = { resource_type: 'file', file_name, file_size, file_type, file_url: '', ...nothing };
  return { id: randomUUID(), attachment: { ...attachment, upload_state: 'pending' } };
}

function withFile(thing: Line, kept: Map<string, Kept>): Thing {
  if (thing.kind !== 'comment') return thing;
  if (thing.file_id == null) return { ...thing, file_attachment: null };
  const file = kept.get(thing.file_id as string);
  if (!file) {
    throw invalid('transfer.unknown_reference', `${thing.at}.file_id`, 'the id of a file that is before it');
  }
  return { ...thing, file_id: file.id, file_attachment: file.attachment };
}
