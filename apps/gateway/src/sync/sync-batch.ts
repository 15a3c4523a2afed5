import { Injectable } from '@nestjs/common';
import { accountContract } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import { Failure, type FailureData } from '#contracts/failure.js';
import { fileContract } from '#contracts/file.contract.js';
import { type AddedItem, isSyncCommand, syncCommands } from '#contracts/sync-commands.js';
import { ItemAdd } from '#contracts/sync-items.js';
import { NoteAdd, NoteUpdate } from '#contracts/sync-notes.js';
import { type BatchOutcome, type SyncCommand, syncContract } from '#contracts/sync.contract.js';
import type { TokenScope } from '#contracts/token.contract.js';
import { InjectClient } from '#messaging/client.js';
import { refuseBeyond } from '../auth/scope.js';
import { fileIdOf } from '../file/file-url.js';
import { lenient } from '../http/validation.js';
import { PersonCommands } from './person-commands.js';

const mostCommands = 100;
/** Milliseconds that a batch may take, which is as long as many requests. */
const patience = 25_000;

/** What a token has to be good for to have a command executed. */
function scopeOf(type: string): TokenScope {
  if (type === 'item_add') return 'task:add';
  if (type === 'project_delete') return 'project:delete';
  return type.endsWith('_delete') ? 'data:delete' : 'data:read_write';
}

/** Checks the commands of a request, and has those executed that say what they should. */
@Injectable()
export class SyncBatch {
  constructor(
    @InjectClient(syncContract) private readonly syncs: Client<typeof syncContract>,
    @InjectClient(fileContract) private readonly files: Client<typeof fileContract>,
    @InjectClient(accountContract) private readonly accounts: Client<typeof accountContract>,
    private readonly person: PersonCommands,
  ) {}

  /** `sync.too_many_commands` (invalid) for more than 100. Commands beyond the scopes of a token are refused one by one. */
  async apply(commands: SyncCommand[], actor: Actor, scopes?: TokenScope[]): Promise<BatchOutcome> {
    if (commands.length > mostCommands) {
      const expected = `at most ${mostCommands} commands`;
      throw new Failure('invalid', 'sync.too_many_commands', `Expected ${expected}.`, { field: 'commands', expected });
    }
    const told = new Map<string, FailureData | null>(commands.map(({ uuid }) => [uuid, null]));
    const checked: SyncCommand[] = [];
    for (const command of commands) {
      try {
        refuseBeyond(scopes, scopeOf(command.type));
        if (this.person.knows(command)) await this.person.execute(command, actor);
        else checked.push({ ...command, args: await this.check(command, actor) });
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        told.set(command.uuid, error.toJSON());
      }
    }
    const executed = checked.length > 0 ? await this.execute(checked, actor) : { outcomes: {}, temp_id_mapping: {} };
    for (const [uuid, outcome] of Object.entries(executed.outcomes)) told.set(uuid, outcome);
    return { outcomes: Object.fromEntries(told), temp_id_mapping: executed.temp_id_mapping };
  }

  private execute(commands: SyncCommand[], actor: Actor): Promise<BatchOutcome> {
    return this.syncs.apply({ commands }, actor, { timeout: patience });
  }

  private async check({ type, args }: SyncCommand, actor: Actor): Promise<Record<string, unknown>> {
    if (!isSyncCommand(type)) {
      throw new Failure('invalid', 'sync.unknown_command', `There is no command ${type}.`, { field: 'type' });
    }
    const input = (await lenient.transform(args, { type: 'body', metatype: syncCommands[type] })) as object;
    if (input instanceof NoteAdd)
      return this.withFile({ ...input, file_attachment: input.file_attachment ?? null }, actor);
    if (input instanceof ItemAdd) return { ...(await this.withReminder(input, actor)) };
    return input instanceof NoteUpdate ? this.withFile(input, actor) : { ...input };
  }

  /** How long before a task somebody is usually reminded, only their account knows. */
  private async withReminder({ auto_reminder, ...input }: ItemAdd, actor: Actor): Promise<AddedItem> {
    if (!auto_reminder) return input;
    return { ...input, reminder_offset: (await this.accounts.get({}, actor)).auto_reminder };
  }

  /** What is said, with the file that it names; nothing of files where it says nothing of any. */
  private async withFile(
    { file_attachment, ...input }: NoteAdd | NoteUpdate,
    actor: Actor,
  ): Promise<Record<string, unknown>> {
    if (file_attachment === undefined) return input;
    const file = file_attachment && (await this.files.get({ id: fileIdOf(file_attachment.file_url) }, actor));
    return { ...input, file_id: file?.id ?? null, file_attachment: file?.attachment ?? null };
  }
}
