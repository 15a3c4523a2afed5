import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import { invalid } from '#contracts/failure.js';
import {
  type RemoveSharedLabel,
  type RenameSharedLabel,
  sharedLabelContract,
  type SharedLabelPage,
  type SharedLabelQuery,
} from '#contracts/shared-label.contract.js';
import { Transactions } from '#database/transactions.js';
import { Handles } from '#messaging/handles.js';
import { MemberRepository } from '../account/member.repository.js';
import { usualLimit } from '../list/page.js';
import { TaskLabels } from '../task/task-labels.js';
import { labelName } from './label.entity.js';

@Handles(sharedLabelContract)
export class SharedLabelHandler implements Handlers<typeof sharedLabelContract> {
  constructor(
    private readonly transactions: Transactions,
    private readonly members: MemberRepository,
    private readonly onTasks: TaskLabels,
  ) {}

  async list({ omit_personal, cursor, limit = usualLimit }: SharedLabelQuery, actor: Actor): Promise<SharedLabelPage> {
    const after = cursor == null ? undefined : readName(cursor);
    const names = await this.onTasks.names({ after, limit: limit + 1, omitPersonal: omit_personal === true }, actor);
    const results = names.slice(0, limit);
    return { results, next_cursor: names.length > limit ? writeName(results[limit - 1]) : null };
  }

  async rename({ name, new_name }: RenameSharedLabel, actor: Actor): Promise<void> {
    const [from, to] = [labelName(name), labelName(new_name)];
    if (from === to) return;
    await this.transactions.run(async (transaction) => {
      await this.members.lock(actor.user_id, transaction);
      await this.onTasks.rename(from, to, actor, transaction);
    });
  }

  async remove({ name }: RemoveSharedLabel, actor: Actor): Promise<void> {
    await this.transactions.run(async (transaction) => {
      await this.members.lock(actor.user_id, transaction);
      await this.onTasks.drop(labelName(name), actor, transaction);
    });
  }
}

const writeName = (name: string): string => Buffer.from(JSON.stringify([name])).toString('base64url');

/** `page.cursor` for anything that `writeName` did not write. */
function readName(cursor: string): string {
  try {
    const mark = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(mark) && mark.length === 1 && typeof mark[0] === 'string') return mark[0];
  } catch {
    // refused below, like any other text
  }
  throw invalid('page.cursor', 'cursor', '`next_cursor` of the page before, unchanged');
}
