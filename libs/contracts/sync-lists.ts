import { PartialType, PickType } from './derived.js';
import { AddLabel } from './label.contract.js';
import { AddProject } from './project.contract.js';
import { AddSection } from './section.contract.js';
import { Id, OneOf, Text, Whole } from './fields.js';
import { ListOf, WholeById } from './nested-fields.js';
import { DateAndTime } from './time-fields.js';
import { ById } from './page.js';
import { ChildOrder } from './sync-items.js';

export class ProjectAdd extends AddProject {
  @Whole({ optional: true, nullable: true }) child_order?: number | null;
}

export class ProjectMove extends ById {
  @Id({ optional: true, nullable: true }) parent_id?: string | null;
}

export class ProjectReorder {
  @ListOf(() => ChildOrder) projects!: ChildOrder[];
}

export class SectionAdd extends PickType(AddSection, ['name', 'project_id', 'description'] as const) {
  @Whole({ optional: true, nullable: true }) section_order?: number | null;
  @DateAndTime({ optional: true, nullable: true, description: 'Now unless told; never later' }) added_at?:
    string | null;
}

export class ArchiveSection extends ById {
  @DateAndTime({ optional: true, nullable: true, description: 'Now unless told; never later' })
  archived_at?: string | null;
}

export class SectionMove extends ById {
  @Id() project_id!: string;
}

export class SectionOrder extends ById {
  @Whole() section_order!: number;
}

export class SectionReorder {
  @ListOf(() => SectionOrder) sections!: SectionOrder[];
}

export class LabelAdd extends PickType(AddLabel, ['name', 'color', 'is_favorite'] as const) {
  @Whole({ optional: true, nullable: true }) item_order?: number | null;
}

export class LabelUpdate extends PartialType(LabelAdd) {
  @Id() id!: string;
}

export class LabelDelete extends ById {
  @OneOf(['all', 'none'], { optional: true, description: '`none` leaves its name on tasks; `all` unless told' })
  cascade?: string;
}

export class LabelRename {
  @Text({ min: 1, max: 128 }) name_old!: string;
  @Text({ min: 1, max: 128 }) name_new!: string;
}

export class LabelUpdateOrders {
  @WholeById() id_order_mapping!: Record<string, number>;
}

export class LabelDeleteOccurrences extends PickType(AddLabel, ['name'] as const) {}
