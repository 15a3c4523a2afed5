import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Page } from '#contracts/page.js';
import type { SectionQuery } from '#contracts/section.contract.js';
import { Transactions } from '#database/transactions.js';
import { refuseStale } from '../list/if-match.js';
import { SectionEntity } from '../section/section.entity.js';
import { SectionRepository } from '../section/section.repository.js';
import { note } from '../sync/changes.js';

/** Sections that are put away. */
@Injectable()
export class SectionArchive {
  constructor(
    private readonly transactions: Transactions,
    private readonly sections: SectionRepository,
  ) {}

  list(query: SectionQuery, actor: Actor): Promise<Page<SectionEntity>> {
    return this.sections.list(query, actor, { archived: true });
  }

  /** Puts a section away, with the tasks in it. */
  archive(id: string, ifMatch: string[] | undefined, actor: Actor, at: Date): Promise<SectionEntity> {
    return this.sections.change(id, actor, (section) => {
      refuseStale('section', section, ifMatch);
      if (!section.archivedAt) section.archive(at, at);
    });
  }

  /** Brings a section back, last in its project. */
  unarchive(id: string, ifMatch: string[] | undefined, actor: Actor, at: Date): Promise<SectionEntity> {
    return this.transactions.run(async (transaction) => {
      const section = await this.sections.lock(id, actor, transaction);
      refuseStale('section', section, ifMatch);
      if (!section.archivedAt) return section;
      section.position = await this.sections.lastPosition(section.projectId, transaction);
      section.archive(null, at);
      await transaction.update(SectionEntity, { id: section.id }, section);
      await note(transaction, 'section', { scopeId: section.projectId, id: section.id });
      return section;
    });
  }
}
