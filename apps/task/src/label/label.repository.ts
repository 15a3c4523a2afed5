import { Injectable } from '@nestjs/common';
import { type EntityManager, In, Not } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { Failure, notFound } from '#contracts/failure.js';
import type { Page, PageQuery } from '#contracts/page.js';
import { idToBytes, knownId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { Activities, type Activity } from '../activity/activities.js';
import { changeSince, snapshot } from '../activity/changed.js';
import { MemberRepository } from '../account/member.repository.js';
import { refuseStale } from '../list/if-match.js';
import { narrowToName } from '../list/name-search.js';
import { readPage } from '../list/page.js';
import { positionAmong } from '../list/position.js';
import { note } from '../sync/changes.js';
import { TaskLabels } from '../task/task-labels.js';
import { TrashBin } from '../trash/trash-bin.js';
import { LabelEntity, labelName } from './label.entity.js';

@Injectable()
export class LabelRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly members: MemberRepository,
    private readonly onTasks: TaskLabels,
    private readonly trash: TrashBin,
    private readonly activities: Activities,
  ) {}

  /** `label.not_found` unless it is the actor's own. */
  async get(id: string, actor: Actor, manager: EntityManager = this.transactions.manager): Promise<LabelEntity> {
    const label = await manager.findOneBy(LabelEntity, { id: knownId(id, 'label'), userId: actor.user_id });
    if (!label) throw notFound('label');
    return label;
  }

  /** Of a name where one is wanted. */
  list(query: PageQuery, actor: Actor, name?: string): Promise<Page<LabelEntity>> {
    const labels = this.transactions.manager.createQueryBuilder(LabelEntity, 'label').where({ userId: actor.user_id });
    return readPage(narrowToName(labels, name), query, { property: 'position' });
  }

  /** Those of some that are the actor's own. */
  findMany(ids: string[], actor: Actor): Promise<LabelEntity[]> {
    return this.transactions.manager.findBy(LabelEntity, { id: In(ids), userId: actor.user_id });
  }

  /** Puts it last, or where it is wanted. `label.name_taken` when the person has one of this name. */
  add(label: LabelEntity, order: number | null | undefined, actor: Actor): Promise<LabelEntity> {
    return this.transactions.run(async (transaction) => {
      await this.members.lock(actor.user_id, transaction);
      await refuseTaken(label, transaction);
      const parameters = [idToBytes(label.userId)];
      label.position =
        order ?? (await positionAmong({ table: 'label', where: 'user_id = ?', parameters }, null, transaction));
      await transaction.insert(LabelEntity, label);
      await note(transaction, 'label', { scopeId: label.userId, id: label.id });
      await this.activities.note({ event: 'added', ...subjectOf(label) }, actor, transaction);
      return label;
    });
  }

  /** A new name follows on every task. `label.name_taken` when another label has it. */
  change(id: string, actor: Actor, work: (label: LabelEntity) => void): Promise<LabelEntity> {
    return this.transactions.run(async (transaction) => {
      await this.members.lock(actor.user_id, transaction);
      const label = await this.get(id, actor, transaction);
      const { name } = label;
      const before = snapshot('label', label);
      work(label);
      if (label.name !== name) {
        await refuseTaken(label, transaction);
        await this.onTasks.rename(name, label.name, actor, transaction);
      }
      await transaction.update(LabelEntity, { id: label.id }, label);
      await note(transaction, 'label', { scopeId: label.userId, id: label.id });
      const change = changeSince(before, 'label', label);
      if (change) await this.activities.note({ event: 'updated', change, ...subjectOf(label) }, actor, transaction);
      return label;
    });
  }

  /** Puts it into the trash, and takes it off every task. */
  async remove(id: string, ifMatch: string[] | undefined, actor: Actor, fromTasks = true): Promise<void> {
    await this.transactions.run(async (transaction) => {
      await this.members.lock(actor.user_id, transaction);
      const label = await this.get(id, actor, transaction);
      refuseStale('label', label, ifMatch);
      const tasks = fromTasks ? await this.onTasks.touchTasksWith(label.name, actor, transaction) : [];
      await this.trash.putLabel(label, tasks, actor, transaction);
      await note(transaction, 'label', { scopeId: label.userId, id: label.id });
      await this.activities.note({ event: 'deleted', ...subjectOf(label) }, actor, transaction);
    });
  }

  /** Calls a name something else on every task that the actor sees, whoever made it. */
  async renameOnTasks(from: string, to: string, actor: Actor): Promise<void> {
    await this.transactions.run((transaction) =>
      this.onTasks.rename(labelName(from), labelName(to), actor, transaction),
    );
  }

  /** Takes a name off every task that the actor sees. */
  async dropFromTasks(name: string, actor: Actor): Promise<void> {
    await this.transactions.run((transaction) => this.onTasks.drop(labelName(name), actor, transaction));
  }

  async removeAllOf(userId: string, transaction: EntityManager): Promise<void> {
    await transaction.delete(LabelEntity, { userId });
  }
}

/** What an activity, now, is about. */
function subjectOf({ id, version, userId, name }: LabelEntity): Omit<Activity, 'event'> {
  return { kind: 'label', id, version, projectId: userId, name, at: new Date() };
}

/** `label.name_taken` when the person has another label of this name. */
export async function refuseTaken(
  { id, userId, name }: Pick<LabelEntity, 'id' | 'userId' | 'name'>,
  transaction: EntityManager,
): Promise<void> {
  if (!(await transaction.existsBy(LabelEntity, { userId, name, id: Not(id) }))) return;
  throw new Failure('conflict', 'label.name_taken', 'There is a label of this name.', { field: 'name' });
}
