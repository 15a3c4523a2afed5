import type { Actor } from '#contracts/actor.js';
import { arrangementContract, type MoveProject, type MoveSection } from '#contracts/arrangement.contract.js';
import type { Handlers } from '#contracts/contract.js';
import type { Project } from '#contracts/project.contract.js';
import type { Section } from '#contracts/section.contract.js';
import { Handles } from '#messaging/handles.js';
import { ArrangementRepository } from './arrangement.repository.js';

@Handles(arrangementContract)
export class ArrangementHandler implements Handlers<typeof arrangementContract> {
  constructor(private readonly arrangement: ArrangementRepository) {}

  async moveProject({ id, ...place }: MoveProject, actor: Actor): Promise<Project> {
    return (await this.arrangement.moveProject(id, place, actor)).toView();
  }

  async moveSection({ id, order }: MoveSection, actor: Actor): Promise<Section> {
    return (await this.arrangement.moveSection(id, order, actor)).toView();
  }
}
