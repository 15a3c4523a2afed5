import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { Failure } from '#contracts/failure.js';
import { idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import type { Applied, ApplyTransfer } from '#contracts/transfer.contract.js';
import { MemberRepository } from '../account/member.repository.js';
import { FilteredTasks } from '../filter/filtered-tasks.js';
import { ProjectAccess } from '../project/project-access.js';
import { ReminderAims } from '../reminder/reminder-aims.js';
import type { CheckedThing } from './check-thing.js';
import { readTimeOf } from './import-dues.js';
import { remindersOf } from './import-reminders.js';
import { ImportNews } from './import-news.js';
import { ImportPlaces } from './import-places.js';
import { type Imported, insertThings } from './import-rows.js';
import { ImportRun } from './import-run.js';
import { TransferRepository } from './transfer.repository.js';

/** What an import that was only tried rolls back with. */
class Tried extends Error {
  constructor(readonly report: Applied) {
    super('This was a dry run');
  }
}

/** Makes what was staged real: all of it in one transaction, a page at a time. */
@Injectable()
export class Importer {
  constructor(
    private readonly transactions: Transactions,
    private readonly transfers: TransferRepository,
    private readonly members: MemberRepository,
    private readonly projects: ProjectAccess,
    private readonly places: ImportPlaces,
    private readonly filters: FilteredTasks,
    private readonly reminders: ReminderAims,
    private readonly news: ImportNews,
  ) {}

  apply(input: ApplyTransfer, actor: Actor): Promise<Applied> {
    return this.import(input, actor, false);
  }

  /** Does the same, and takes it back: what it tells is what `apply` would. */
  async preview(input: ApplyTransfer, actor: Actor): Promise<Applied> {
    try {
      return await this.import(input, actor, true);
    } catch (error) {
      if (error instanceof Tried) return error.report;
      throw error;
    }
  }

  private import({ id, project_id, settings }: ApplyTransfer, actor: Actor, isDryRun: boolean): Promise<Applied> {
    return this.transactions.run(async (transaction) => {
      const transfer = await this.transfers.lock(id, actor, transaction);
      const { timezone } = await this.members.lock(actor.user_id, transaction);
      const into = await this.projects.hold(project_id ?? actor.user_id, actor, transaction);
      const reference = { now: new Date(), timezone };
      const run = new ImportRun(actor, transaction, reference, project_id == null ? null : into);
      for (let page = 0, left = transfer.things; left > 0; page++) {
        const things = await this.transfers.page(id, page, transaction);
        if (things.length === 0) throw new Failure('conflict', 'transfer.incomplete', 'A part of the file is missing.');
        left -= things.length;
        await this.take(things, run);
      }
      run.relations.refuseCircles();
      const report = run.report(isDryRun);
      if (isDryRun) throw new Tried(report);
      if (settings) await this.news.restored(id, settings, run);
      await this.transfers.remove(id, actor, transaction);
      return report;
    });
  }

  /** Things that follow each other and are of one kind go together. */
  private async take(things: CheckedThing[], run: ImportRun): Promise<void> {
    let all: Imported[] = [];
    for (const thing of things) {
      if (all.length > 0 && all[0].thing.kind !== thing.kind) all = await this.write(all, run);
      if (!(await this.isFit(thing, run))) continue;
      const placed = await this.places.place(thing, run);
      if (!placed) continue;
      if (placed.wasThere) await this.meet(thing, placed.id, run);
      else all.push({ thing, placed });
    }
    await this.write(all, run);
  }

  private async write(all: Imported[], run: ImportRun): Promise<Imported[]> {
    if (all[0]?.thing.kind === 'reminder') await this.reminders.addAll(remindersOf(all, run), run.transaction);
    else await insertThings(all, run);
    await this.news.tell(all, run);
    return [];
  }

  /** An Inbox that nobody has touched yet looks like the one in the file; every other project stays as it is. */
  private async meet(thing: CheckedThing, id: string, run: ImportRun): Promise<void> {
    if (!thing.is_inbox) return;
    const { description, color, view_style, is_favorite, is_collapsed, created_at, updated_at } = thing;
    const moments = [created_at, updated_at].map((each) => (each === null ? null : new Date(each as string)));
    await statement(
      run.transaction,
      `UPDATE project SET description = ?, color = ?, view_style = ?, is_favorite = ?, is_collapsed = ?,
       created_at = COALESCE(?, created_at), updated_at = COALESCE(?, updated_at), version = 2
       WHERE id = ? AND version = 1`,
      [description, color, view_style, is_favorite, is_collapsed, ...moments, idToBytes(id)],
    );
    await this.news.changed('project', [{ scopeId: id, id }], run);
  }

  /** Whether what words say in a thing is understood; without that it is nothing. */
  private async isFit(thing: CheckedThing, run: ImportRun): Promise<boolean> {
    if (thing.kind === 'reminder') return readTimeOf(thing, run);
    if (thing.kind !== 'filter') return true;
    try {
      await this.filters.read(thing.query as string, run.actor);
      return true;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      run.lose(thing, `filter ${String(thing.name)}`, `Its query is not understood: ${error.message}`);
      return false;
    }
  }
}
