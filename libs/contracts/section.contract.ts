import { command, contract, query } from './contract.js';
import { PartialType, PickType } from './derived.js';
import { Flag, Id, Position, Text, Whole } from './fields.js';
import { Instant } from './time-fields.js';
import { ById, Guarded, IfMatch, NameQuery, PageQuery, pageOf, Version } from './page.js';

/** A part of a project, in the shape of the Todoist REST API v1. */
export class Section {
  @Id() id!: string;
  @Id() user_id!: string;
  @Id() project_id!: string;
  @Text({ max: 2048 }) name!: string;
  @Text({ max: 16383, nullable: true }) description!: string | null;
  @Position() section_order!: number;
  @Flag() is_archived!: boolean;
  @Flag() is_deleted!: boolean;
  @Flag() is_collapsed!: boolean;
  @Instant() added_at!: string;
  @Instant() updated_at!: string;
  @Instant({ nullable: true }) archived_at!: string | null;
  @Version() version!: number;
}

export class AddSection {
  @Text({ min: 1, max: 2048, example: 'Spring' }) name!: string;
  @Id() project_id!: string;
  @Whole({ optional: true, nullable: true, description: 'Position; last unless told' }) order?: number | null;
  @Text({ max: 16383, optional: true, nullable: true, description: 'Markdown' }) description?: string | null;
}

export class SectionChange extends PartialType(PickType(AddSection, ['name', 'description'] as const)) {
  @Flag({ optional: true, description: 'Whether lists hide its tasks, for everybody' }) is_collapsed?: boolean;
}

export class UpdateSection extends SectionChange {
  @Id() id!: string;
  @IfMatch() if_match?: string[];
}

export class SectionQuery extends PageQuery {
  @Id({ optional: true, nullable: true }) project_id?: string | null;
}

export class SectionSearch extends NameQuery {
  @Id({ optional: true, nullable: true }) project_id?: string | null;
}

export class SectionPage extends pageOf(Section) {}

/** Sections. Deleting one deletes the tasks in it. Changes are for editors (`section.forbidden`, `project.forbidden`). */
export const sectionContract = contract('task.section', {
  get: query(ById, Section),
  list: query(SectionQuery, SectionPage),
  search: query(SectionSearch, SectionPage),
  add: command(AddSection, Section),
  update: command(UpdateSection, Section),
  delete: command(Guarded),
});
