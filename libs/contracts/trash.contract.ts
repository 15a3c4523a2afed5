import { command, contract, query } from './contract.js';
import { Id, OneOf, Text, Whole } from './fields.js';
import { Instant } from './time-fields.js';
import { ById, Nothing, PageQuery, pageOf } from './page.js';

/** What was deleted together, because it was in one project or under one thing. */
class Contents {
  @Whole() projects!: number;
  @Whole() sections!: number;
  @Whole() tasks!: number;
  @Whole() comments!: number;
}

/** Something that was deleted, with everything that belonged to it. Has the id of that thing. */
export class TrashItem extends Contents {
  @Id() id!: string;
  @OneOf(['project', 'section', 'task', 'comment', 'label']) kind!: string;
  @Text({ max: 2048, description: 'Its name or content, the beginning of what is long' }) name!: string;
  @Id({ nullable: true, description: 'The project that it belonged to, or was; null for a label' }) project_id!:
    string | null;
  @Text({ max: 120, nullable: true }) project_name!: string | null;
  @Id({ description: 'Who deleted it' }) deleted_by!: string;
  @Instant() deleted_at!: string;
  @Instant({ description: 'When it is removed for good' }) purged_at!: string;
}

export class TrashPage extends pageOf(TrashItem) {}

/** What came back, and where it is now. */
export class Restored extends Contents {
  @Id() id!: string;
  @OneOf(['project', 'section', 'task', 'comment', 'label']) kind!: string;
  @Id({ nullable: true, description: 'The project that it is in; of a project, itself' }) project_id!: string | null;
  @Id({ nullable: true, description: 'The section that a task is in' }) section_id!: string | null;
  @Id({ nullable: true, description: 'The project or task above it, or that a comment is about' }) parent_id!:
    string | null;
}

/**
 * The trash. `list` answers newest first. `restore` puts everything back where it was, with the ids that it had: a task whose
 * parent, section or project is gone to the nearest of them that is left, or to the Inbox; a project whose parent is gone to
 * the top. A section or a comment whose project or task is gone stays (`trash.place_gone`, conflict), as does a label whose
 * name is taken (`label.name_taken`, conflict). `purge` removes one for good, for
 * managers and owners (`trash.forbidden`), `empty` all that belonged to the actor.
 * What the actor may not see is `trash.not_found`.
 */
export const trashContract = contract('task.trash', {
  list: query(PageQuery, TrashPage),
  restore: command(ById, Restored),
  purge: command(ById),
  empty: command(Nothing),
});
