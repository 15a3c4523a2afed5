import { Inject } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import type { ById, Nothing, PageQuery } from '#contracts/page.js';
import { type Restored, trashContract, type TrashPage } from '#contracts/trash.contract.js';
import { Handles } from '#messaging/handles.js';
import { trashView } from './trash-row.js';
import { TrashRepository } from './trash.repository.js';
import { TRASH_DAYS } from './trash.settings.js';

@Handles(trashContract)
export class TrashHandler implements Handlers<typeof trashContract> {
  constructor(
    private readonly trash: TrashRepository,
    @Inject(TRASH_DAYS) private readonly days: number,
  ) {}

  async list(query: PageQuery, actor: Actor): Promise<TrashPage> {
    const { results, next_cursor } = await this.trash.list(query, actor);
    return { results: results.map((row) => trashView(row, this.days)), next_cursor };
  }

  restore({ id }: ById, actor: Actor): Promise<Restored> {
    return this.trash.restore(id, actor);
  }

  async purge({ id }: ById, actor: Actor): Promise<void> {
    await this.trash.purge(id, actor);
  }

  async empty(_: Nothing, actor: Actor): Promise<void> {
    await this.trash.empty(actor);
  }
}
