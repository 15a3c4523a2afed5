import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import type { ById, Guarded } from '#contracts/page.js';
import {
  type AddSection,
  type Section,
  sectionContract,
  type SectionPage,
  type SectionQuery,
  type SectionSearch,
  type UpdateSection,
} from '#contracts/section.contract.js';
import { Handles } from '#messaging/handles.js';
import { refuseStale } from '../list/if-match.js';
import { SectionEntity } from './section.entity.js';
import { SectionRepository } from './section.repository.js';

@Handles(sectionContract)
export class SectionHandler implements Handlers<typeof sectionContract> {
  constructor(private readonly sections: SectionRepository) {}

  async get({ id }: ById, actor: Actor): Promise<Section> {
    return (await this.sections.get(id, actor)).toView();
  }

  async list(query: SectionQuery, actor: Actor): Promise<SectionPage> {
    const { results, next_cursor } = await this.sections.list(query, actor);
    return { results: results.map((section) => section.toView()), next_cursor };
  }

  async search({ query, ...page }: SectionSearch, actor: Actor): Promise<SectionPage> {
    const { results, next_cursor } = await this.sections.list(page, actor, { name: query });
    return { results: results.map((section) => section.toView()), next_cursor };
  }

  async add(input: AddSection, actor: Actor): Promise<Section> {
    const section = SectionEntity.of(actor, input, new Date());
    return (await this.sections.add(section, input.project_id, input.order, actor)).toView();
  }

  async update({ id, if_match, ...change }: UpdateSection, actor: Actor): Promise<Section> {
    const section = await this.sections.change(id, actor, (each) => {
      refuseStale('section', each, if_match);
      each.change(change, new Date());
    });
    return section.toView();
  }

  async delete({ id, if_match }: Guarded, actor: Actor): Promise<void> {
    await this.sections.remove(id, if_match, actor);
  }
}
