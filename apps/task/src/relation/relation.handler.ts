import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import type { ById } from '#contracts/page.js';
import {
  type AddRelation,
  relationContract,
  type RelationPage,
  type RelationQuery,
  type TaskRelation,
} from '#contracts/relation.contract.js';
import { Handles } from '#messaging/handles.js';
import { relationOfTask, seenFrom } from './relation-row.js';
import { RelationRepository } from './relation.repository.js';

@Handles(relationContract)
export class RelationHandler implements Handlers<typeof relationContract> {
  constructor(private readonly relations: RelationRepository) {}

  async list(query: RelationQuery, actor: Actor): Promise<RelationPage> {
    const { results, next_cursor } = await this.relations.list(query, actor);
    return { results: results.map(relationOfTask), next_cursor };
  }

  async add(input: AddRelation, actor: Actor): Promise<TaskRelation> {
    const row = await this.relations.add(input, actor);
    const view = seenFrom(row, 'task');
    return view.task_id === input.task_id.toLowerCase() ? view : seenFrom(row, 'other');
  }

  async delete({ id }: ById, actor: Actor): Promise<void> {
    await this.relations.remove(id, actor);
  }
}
