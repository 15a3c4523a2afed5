import { Injectable } from '@nestjs/common';
import type { ThingKind } from '#contracts/transfer.contract.js';
import type { AccountChange } from '#contracts/account.contract.js';
import { accountRestored, commentAdded, taskAdded } from '#contracts/events.js';
import { Outbox } from '#messaging/outbox.js';
import { Activities, type Activity } from '../activity/activities.js';
import { type Change, type Kind, note } from '../sync/changes.js';
import type { Imported } from './import-rows.js';
import type { ImportRun } from './import-run.js';

/** Tells of what was imported: those who sync, the log of activities, and other services. */
@Injectable()
export class ImportNews {
  constructor(
    private readonly activities: Activities,
    private readonly outbox: Outbox,
  ) {}

  async tell(all: Imported[], run: ImportRun): Promise<void> {
    await Promise.all(all.flatMap((one) => [this.log(one, run), this.publish(one, run)]));
    const kinds = new Map<Kind, Change[]>();
    for (const one of all) {
      const kind = syncedAs(one.thing.kind, one.thing.project_id != null);
      if (!kind) continue;
      const changes = kinds.get(kind) ?? [];
      changes.push(...changesOf(one, run));
      kinds.set(kind, changes);
    }
    for (const [kind, changes] of kinds) await this.changed(kind, changes, run);
  }

  /** Has the account become as the file tells it, where one does. */
  async restored(transferId: string, settings: AccountChange, { actor, transaction }: ImportRun): Promise<void> {
    const data = { id: actor.user_id, settings };
    await this.outbox.record(transaction, accountRestored, { id: transferId, version: 1 }, data);
  }

  changed(kind: Kind, changes: Change[], run: ImportRun): Promise<void> {
    return note(run.transaction, kind, changes);
  }

  private async log({ thing, placed }: Imported, run: ImportRun): Promise<void> {
    const { kind } = thing;
    if (kind !== 'project' && kind !== 'section' && kind !== 'task' && kind !== 'comment') return;
    const task = kind === 'task' ? 'parent_id' : kind === 'comment' ? 'task_id' : undefined;
    const activity: Activity = {
      event: 'added',
      kind,
      id: placed.id,
      projectId: scopeOf({ thing, placed }, run),
      taskId: task && run.referred(thing, task)?.id,
      name: (thing.name ?? thing.content) as string,
      at: run.reference.now,
    };
    await this.activities.note(activity, run.actor, run.transaction);
  }

  private async publish({ thing, placed }: Imported, run: ImportRun): Promise<void> {
    const { id } = placed;
    const { user_id } = run.actor;
    if (thing.kind === 'task' && thing.completed_at === null) {
      const data = {
        id,
        project_id: placed.projectId!,
        parent_id: run.referred(thing, 'parent_id')?.id ?? null,
        user_id,
        content: thing.content as string,
        added_at: (thing.added_at as string | null) ?? run.reference.now.toISOString(),
      };
      await this.outbox.record(run.transaction, taskAdded, { id, version: 1 }, data);
    }
    if (thing.kind === 'comment') {
      const data = { id, file_id: thing.file_id as string | null, posted_uid: user_id };
      await this.outbox.record(run.transaction, commentAdded, { id, version: 1 }, data);
    }
  }
}

/** What the change log calls a kind; nothing where nobody syncs it. */
function syncedAs(kind: ThingKind, isOnProject: boolean): Kind | undefined {
  if (kind === 'comment') return isOnProject ? 'project_note' : 'note';
  if (kind === 'filter') return 'saved_filter';
  if (kind === 'relation') return 'task_relation';
  return kind === 'occurrence' || kind === 'completion' || kind === 'reminder' ? undefined : kind;
}

/** Where a thing changes: a relation at both of its tasks. */
function changesOf(one: Imported, run: ImportRun): Change[] {
  const { id } = one.placed;
  if (one.thing.kind !== 'relation') return [{ scopeId: scopeOf(one, run), id }];
  return ['task_id', 'other_id'].map((field) => {
    const task = run.referred(one.thing, field)!;
    return { scopeId: task.projectId!, id, taskId: task.id };
  });
}

/** The project in which a thing changes; what belongs to a person alone counts to the Inbox. */
function scopeOf({ thing, placed }: Imported, run: ImportRun): string {
  if (thing.kind === 'label' || thing.kind === 'filter') return run.actor.user_id;
  if (thing.kind === 'project') return placed.id;
  const task = thing.kind === 'comment' ? run.referred(thing, 'task_id') : null;
  return task?.projectId ?? run.referred(thing, 'project_id')!.id;
}
