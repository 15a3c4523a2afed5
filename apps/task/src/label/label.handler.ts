import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import {
  type AddLabel,
  type Label,
  labelContract,
  type LabelPage,
  type UpdateLabel,
} from '#contracts/label.contract.js';
import type { ById, Guarded, NameQuery, PageQuery } from '#contracts/page.js';
import { Handles } from '#messaging/handles.js';
import { refuseStale } from '../list/if-match.js';
import { LabelEntity } from './label.entity.js';
import { LabelRepository } from './label.repository.js';

@Handles(labelContract)
export class LabelHandler implements Handlers<typeof labelContract> {
  constructor(private readonly labels: LabelRepository) {}

  async get({ id }: ById, actor: Actor): Promise<Label> {
    return (await this.labels.get(id, actor)).toView();
  }

  async list(query: PageQuery, actor: Actor): Promise<LabelPage> {
    const { results, next_cursor } = await this.labels.list(query, actor);
    return { results: results.map((label) => label.toView()), next_cursor };
  }

  async search({ query, ...page }: NameQuery, actor: Actor): Promise<LabelPage> {
    const { results, next_cursor } = await this.labels.list(page, actor, query);
    return { results: results.map((label) => label.toView()), next_cursor };
  }

  async add(input: AddLabel, actor: Actor): Promise<Label> {
    return (await this.labels.add(LabelEntity.of(actor, input), input.order, actor)).toView();
  }

  async update({ id, if_match, ...change }: UpdateLabel, actor: Actor): Promise<Label> {
    const label = await this.labels.change(id, actor, (each) => {
      refuseStale('label', each, if_match);
      each.change(change);
    });
    return label.toView();
  }

  async delete({ id, if_match }: Guarded, actor: Actor): Promise<void> {
    await this.labels.remove(id, if_match, actor);
  }
}
