import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import {
  type PreviewQuickAdd,
  type QuickAddedTask,
  quickAddContract,
  type QuickAddPreview,
  type QuickAddTask,
  type QuickText,
} from '#contracts/quick-add.contract.js';
import { Transactions } from '#database/transactions.js';
import { Handles } from '#messaging/handles.js';
import { MemberRepository } from '../account/member.repository.js';
import { CommentEntity } from '../comment/comment.entity.js';
import { CommentRepository } from '../comment/comment.repository.js';
import { readDue } from '../due/read-due.js';
import type { Reference } from '../due/reference.js';
import { ReminderEntity } from '../reminder/reminder.entity.js';
import { ReminderRepository } from '../reminder/reminder.repository.js';
import { TaskEntity } from '../task/task.entity.js';
import { TaskReader } from '../task/task-reader.js';
import { TaskRepository } from '../task/task.repository.js';
import { englishDates } from './date-reader.js';
import { KnownNames } from './known-names.js';
import { parseQuickAdd } from './parse-quick-add.js';
import { metaOf, newTaskOf, previewOf, type Reading, remindersOf } from './reading.js';
import type { QuickReminder } from './reminder-phrase.js';

@Handles(quickAddContract)
export class QuickAddHandler implements Handlers<typeof quickAddContract> {
  constructor(
    private readonly transactions: Transactions,
    private readonly names: KnownNames,
    private readonly members: MemberRepository,
    private readonly tasks: TaskRepository,
    private readonly reader: TaskReader,
    private readonly comments: CommentRepository,
    private readonly reminders: ReminderRepository,
  ) {}

  add({ note, reminder, meta, ...input }: QuickAddTask, actor: Actor): Promise<QuickAddedTask> {
    return this.transactions.run(async () => {
      const reference = { now: new Date(), timezone: await this.members.timezoneOf(actor.user_id) };
      const reading = await this.read(input, actor, reference);
      const wanted = newTaskOf(reading, input);
      const reminders = remindersOf(reading, reminder, englishDates(reference));
      const due = reading.text.due ?? reading.known.due;
      const task = await this.tasks.add(TaskEntity.of(actor, wanted, due, reference.now), wanted, null, actor);
      for (const each of reminders) await this.remind(task.id, each, actor, reference.now);
      const isNoted = note != null && /\S/.test(note);
      if (isNoted) await this.comment(task.id, note, actor, reference.now);
      const [view] = await this.reader.named([task.toView(isNoted ? 1 : 0)]);
      return { ...view, ...(meta ? { meta: metaOf(reading) } : {}) };
    });
  }

  async preview({ timezone, ...input }: PreviewQuickAdd, actor: Actor): Promise<QuickAddPreview> {
    const zone = timezone ?? (await this.members.timezoneOf(actor.user_id));
    return previewOf(await this.read(input, actor, { now: new Date(), timezone: zone }), input);
  }

  private async read(input: QuickText, actor: Actor, reference: Reference): Promise<Reading> {
    const due = readDue(input, reference) ?? null;
    const known = { ...(await this.names.in(input.text, input, actor)), due };
    return { text: parseQuickAdd(input.text, known, englishDates(reference)), known };
  }

  private async remind(taskId: string, { minuteOffset, due }: QuickReminder, actor: Actor, at: Date): Promise<void> {
    const told = minuteOffset === null ? { reminder_type: 'absolute' } : { minute_offset: minuteOffset };
    await this.reminders.add(ReminderEntity.of(actor, told, due ?? undefined, at), taskId, actor);
  }

  private async comment(taskId: string, content: string, actor: Actor, at: Date): Promise<void> {
    const comment = CommentEntity.of(actor, { content, file_id: null, file_attachment: null }, at);
    await this.comments.add(comment, { task_id: taskId }, actor);
  }
}
