import { command, contract } from './contract.js';
import { Id, Whole } from './fields.js';
import { Project } from './project.contract.js';
import { Section } from './section.contract.js';

/** Where a project goes, with those under it. What is not sent stays as it is. */
export class ProjectPlace {
  @Id({ optional: true, nullable: true, description: 'The project above it; null for the top' }) parent_id?:
    string | null;
  @Whole({
    optional: true,
    nullable: true,
    description: 'Position among its siblings; last under another parent unless told',
  })
  order?: number | null;
}

export class MoveProject extends ProjectPlace {
  @Id() id!: string;
}

export class SectionPlace {
  @Whole({ description: 'Position among the sections of its project' }) order!: number;
}

export class MoveSection extends SectionPlace {
  @Id() id!: string;
}

/**
 * The order of projects and sections. `project.cycle` for a project under itself, `project.too_deep` below the last level there
 * may be, `project.inbox_fixed` (conflict) for the Inbox, which comes first. What the actor may not see is `<feature>.not_found`.
 */
export const arrangementContract = contract('task.arrangement', {
  moveProject: command(MoveProject, Project),
  moveSection: command(MoveSection, Section),
});
