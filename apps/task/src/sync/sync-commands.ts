import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { Failure, type FailureData } from '#contracts/failure.js';
import type { ById } from '#contracts/page.js';
import { type ArgumentsOf, isSyncCommand, type SyncCommandType } from '#contracts/sync-commands.js';
import type { BatchOutcome, SyncCommand } from '#contracts/sync.contract.js';
import { isLockConflict, isOutage } from '#database/outage.js';
import { IDEMPOTENCY, type IdempotencyLike } from '#messaging/repeatable.js';
import { currentTrace, inTrace, traceFrom } from '#service/trace.js';
import { FilterCommands } from './filter-commands.js';
import { ItemCommands } from './item-commands.js';
import { LabelCommands } from './label-commands.js';
import { NoteCommands } from './note-commands.js';
import { ProjectCommands } from './project-commands.js';
import { ReminderCommands } from './reminder-commands.js';
import { SharingCommands } from './sharing-commands.js';
import { RelationCommands } from './relation-commands.js';
import { resolveTempIds } from './temp-ids.js';

type Execute = (args: unknown, actor: Actor) => Promise<ById | void>;
type Table = { [T in SyncCommandType]: (args: ArgumentsOf<T>, actor: Actor) => Promise<ById | void> };

/** Executes the commands of a batch, one after another. */
@Injectable()
export class SyncCommands {
  private readonly logger = new Logger(SyncCommands.name);
  private readonly table: Table;

  constructor(
    items: ItemCommands,
    projects: ProjectCommands,
    labels: LabelCommands,
    notes: NoteCommands,
    reminders: ReminderCommands,
    filters: FilterCommands,
    sharing: SharingCommands,
    relations: RelationCommands,
    @Inject(IDEMPOTENCY) private readonly idempotency: IdempotencyLike,
  ) {
    this.table = {
      ...items.commands,
      ...projects.commands,
      ...labels.commands,
      ...notes.commands,
      ...reminders.commands,
      ...filters.commands,
      ...sharing.commands,
      ...relations.commands,
    };
  }

  /** A command that is refused leaves nothing behind, and does not keep those after it from being tried. */
  async apply(commands: SyncCommand[], actor: Actor): Promise<BatchOutcome> {
    const outcomes = new Map<string, FailureData | null>();
    const ids = new Map<string, string>();
    for (const command of commands) {
      const { uuid, temp_id } = command;
      try {
        const made = await this.once(command, ids, actor);
        if (made && temp_id != null) ids.set(temp_id, made.id);
        outcomes.set(uuid, null);
      } catch (error) {
        outcomes.set(uuid, this.refusal(command, error));
      }
    }
    return { outcomes: Object.fromEntries(outcomes), temp_id_mapping: Object.fromEntries(ids) };
  }

  private async once(
    { type, uuid, args: sent }: SyncCommand,
    made: ReadonlyMap<string, string>,
    actor: Actor,
  ): Promise<ById | null> {
    if (!isSyncCommand(type)) throw new Failure('invalid', 'sync.unknown_command', `There is no command ${type}.`);
    const args = resolveTempIds(sent, made);
    const command = {
      actor,
      requestId: `sync:${uuid}`,
      pattern: `sync.${type}`,
      input: args,
      repeated: false,
      together: false,
    };
    const execute = this.table[type] as Execute;
    // what it changes is undone by its own id
    const trace = { ...(currentTrace() ?? traceFrom(undefined)), requestId: command.requestId };
    const answer = await inTrace(trace, () =>
      this.idempotency.once(command, async () => JSON.stringify((await execute(args, actor)) ?? null)),
    );
    return JSON.parse(answer) as ById | null;
  }

  private refusal({ type }: SyncCommand, error: unknown): FailureData {
    if (error instanceof Failure) return error.toJSON();
    if (isOutage(error) || isLockConflict(error)) this.logger.warn(`${type}: ${(error as Error).message}`);
    else this.logger.error(`${type} failed`, error);
    return new Failure('unavailable', 'sync.not_executed', 'The command could not be executed.').toJSON();
  }
}
