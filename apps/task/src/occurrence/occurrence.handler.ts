import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import {
  type CompletedOccurrencePage,
  occurrenceContract,
  type OccurrencesOf,
} from '#contracts/occurrence.contract.js';
import type { ById } from '#contracts/page.js';
import type { Task } from '#contracts/task.contract.js';
import { Handles } from '#messaging/handles.js';
import { MemberRepository } from '../account/member.repository.js';
import { TaskReader } from '../task/task-reader.js';
import { TaskRepository } from '../task/task.repository.js';
import { OccurrenceRepository } from './occurrence.repository.js';

@Handles(occurrenceContract)
export class OccurrenceHandler implements Handlers<typeof occurrenceContract> {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly reader: TaskReader,
    private readonly members: MemberRepository,
    private readonly occurrences: OccurrenceRepository,
  ) {}

  async skip({ id }: ById, actor: Actor): Promise<Task> {
    const reference = { now: new Date(), timezone: await this.members.timezoneOf(actor.user_id) };
    return this.reader.view(await this.tasks.change(id, null, actor, (task) => task.skip(reference)));
  }

  async list(query: OccurrencesOf, actor: Actor): Promise<CompletedOccurrencePage> {
    const { results, next_cursor } = await this.occurrences.list(query, actor);
    return { results: results.map((occurrence) => occurrence.toView()), next_cursor };
  }
}
