import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { Page } from '#contracts/page.js';
import type { SectionQuery } from '#contracts/section.contract.js';
import { Transactions } from '#database/transactions.js';
import { Activities } from '../activity/activities.js';
import { refuseStale } from '../list/if-match.js';
import { SectionEntity } from '../section/section.entity.js';
import { SectionRepository, subjectOf } from '../section/section.repository.js';
import { note } from '../sync/changes.js';

/** Sections that are put away. */
@Injectable()
export class SectionArchive {
  constructor(
    private readonly transactions: Transactions,
    private readonly sections: SectionRepository,
    private readonly activities: Activities,
  ) {}

  list(query: SectionQuery, actor: Actor): Promise<Page<SectionEntity>> {
    return this.sections.list(query, actor, { archived: true });
  }

  /** Puts a section away with the tasks in it, `since` a moment that may be longer ago. */
  archive(id: string, ifMatch: string[] | undefined, actor: Actor, at: Date, since = at): Promise<SectionEntity> {
    return this.change(id, ifMatch, actor, async (section, transaction) => {
      if (section.archivedAt) return;
      section.archive(since, at);
      await this.write(section, 'archived', actor, transaction);
    });
  }

  /** Brings a section back, last in its project. */
  unarchive(id: string, ifMatch: string[] | undefined, actor: Actor, at: Date): Promise<SectionEntity> {
    return this.change(id, ifMatch, actor, async (section, transaction) => {
      if (!section.archivedAt) return;
      section.position = await this.sections.lastPosition(section.projectId, transaction);
      section.archive(null, at);
      await this.write(section, 'unarchived', actor, transaction);
    });
  }

  /** Brings a section back to where it was, for who undoes. */
  async putBack(id: string, actor: Actor, transaction: EntityManager): Promise<void> {
    const section = await this.sections.lock(id, actor, transaction);
    section.archive(null, new Date());
    await this.write(section, 'unarchived', actor, transaction);
  }

  private change(
    id: string,
    ifMatch: string[] | undefined,
    actor: Actor,
    work: (section: SectionEntity, transaction: EntityManager) => Promise<void>,
  ): Promise<SectionEntity> {
    return this.transactions.run(async (transaction) => {
      const section = await this.sections.lock(id, actor, transaction);
      refuseStale('section', section, ifMatch);
      await work(section, transaction);
      return section;
    });
  }

  private async write(
    section: SectionEntity,
    event: 'archived' | 'unarchived',
    actor: Actor,
    transaction: EntityManager,
  ): Promise<void> {
    await transaction.update(SectionEntity, { id: section.id }, section);
    await note(transaction, 'section', { scopeId: section.projectId, id: section.id });
    await this.activities.note({ event, ...subjectOf(section) }, actor, transaction);
  }
}
