import { Controller } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Delivered } from '#contracts/event.js';
import { type AccountRestored, accountRestored, userUpdated } from '#contracts/events.js';
import { On } from '#messaging/handles.js';
import { AccountNews } from './account-news.js';
import { AccountRepository } from './account.repository.js';

/** Takes over what a restored backup tells of the account; nothing for one that is deleted by now. */
@Controller()
export class RestorationListener {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly news: AccountNews,
  ) {}

  @On(accountRestored)
  async restored({ data }: Delivered<AccountRestored>, transaction: EntityManager): Promise<void> {
    if (!(await this.accounts.find(data.id))) return;
    const changed = await this.accounts.change(data.id, transaction, (each) => each.change(data.settings));
    await this.news.tell(transaction, userUpdated, changed);
  }
}
