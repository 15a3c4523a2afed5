import { colors } from './colors.js';
import { command, contract, query } from './contract.js';
import { PartialType } from './derived.js';
import { Flag, Id, OneOf, Position, Text, Whole } from './fields.js';
import { ById, Guarded, IfMatch, NameQuery, PageQuery, pageOf, Version } from './page.js';

/** A personal label, in the shape of the Todoist REST API v1. Tasks carry labels by name. */
export class Label {
  @Id() id!: string;
  @Text({ max: 128 }) name!: string;
  @OneOf(colors) color!: string;
  @Position({ nullable: true }) order!: number | null;
  @Flag() is_favorite!: boolean;
  @Version() version!: number;
}

export class AddLabel {
  @Text({ min: 1, max: 128, example: 'errand' }) name!: string;
  @Whole({ optional: true, nullable: true }) order?: number | null;
  @OneOf(colors, { optional: true, description: 'charcoal unless told' }) color?: string;
  @Flag({ optional: true }) is_favorite?: boolean;
}

export class LabelChange extends PartialType(AddLabel) {}

export class UpdateLabel extends LabelChange {
  @Id() id!: string;
  @IfMatch() if_match?: string[];
}

export class LabelPage extends pageOf(Label) {}

/** Labels. Names are unique per person (`label.name_taken`, conflict); renaming or deleting one follows on every task. */
export const labelContract = contract('task.label', {
  get: query(ById, Label),
  list: query(PageQuery, LabelPage),
  search: query(NameQuery, LabelPage),
  add: command(AddLabel, Label),
  update: command(UpdateLabel, Label),
  delete: command(Guarded),
});
