import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import {
  type PreviewQuickAdd,
  type QuickAddedTask,
  quickAddContract,
  type QuickAddPreview,
  type QuickAddTask,
} from '#contracts/quick-add.contract.js';
import { Transactions } from '#database/transactions.js';
import { Handles } from '#messaging/handles.js';
import { MemberRepository } from '../account/member.repository.js';
import { CommentEntity } from '../comment/comment.entity.js';
import { CommentRepository } from '../comment/comment.repository.js';
import { TaskEntity } from '../task/task.entity.js';
import { TaskRepository } from '../task/task.repository.js';
import { englishDates } from './date-reader.js';
import { KnownNames } from './known-names.js';
import { parseQuickAdd } from './parse-quick-add.js';
import { metaOf, newTaskOf, previewOf } from './quick-add-view.js';

@Handles(quickAddContract)
export class QuickAddHandler implements Handlers<typeof quickAddContract> {
  constructor(
    private readonly transactions: Transactions,
    private readonly names: KnownNames,
    private readonly members: MemberRepository,
    private readonly tasks: TaskRepository,
    private readonly comments: CommentRepository,
  ) {}

  add({ text, note, meta, project_id }: QuickAddTask, actor: Actor): Promise<QuickAddedTask> {
    return this.transactions.run(async () => {
      const now = new Date();
      const known = await this.names.in(text, project_id, actor);
      const understood = parseQuickAdd(text, known, englishDates({ now, timezone: await this.zoneOf(actor) }));
      const input = newTaskOf(understood, known);
      const task = await this.tasks.add(TaskEntity.of(actor, input, understood.due, now), input, null, actor);
      const isNoted = note != null && /\S/.test(note);
      if (isNoted) await this.comment(task.id, note, actor, now);
      return { ...task.toView(isNoted ? 1 : 0), ...(meta ? { meta: metaOf(understood, known) } : {}) };
    });
  }

  async preview({ text, timezone, project_id }: PreviewQuickAdd, actor: Actor): Promise<QuickAddPreview> {
    const known = await this.names.in(text, project_id, actor);
    const reference = { now: new Date(), timezone: timezone ?? (await this.zoneOf(actor)) };
    return previewOf(parseQuickAdd(text, known, englishDates(reference)), known);
  }

  private zoneOf({ user_id }: Actor): Promise<string> {
    return this.members.timezoneOf(user_id);
  }

  private async comment(taskId: string, content: string, actor: Actor, at: Date): Promise<void> {
    const comment = CommentEntity.of(actor, { content, file_id: null, file_attachment: null }, at);
    await this.comments.add(comment, { task_id: taskId }, actor);
  }
}
