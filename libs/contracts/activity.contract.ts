import { contract, query } from './contract.js';
import { Id, OneOf, Text } from './fields.js';
import { IdList } from './list-fields.js';
import { Dictionary } from './nested-fields.js';
import { CalendarDate, Instant } from './time-fields.js';
import { PageQuery, pageOf } from './page.js';

/** Something that somebody did, in the shape of the Todoist API v1, where a task is an `item` and a comment a `note`. */
export class ActivityEvent {
  @Id() id!: string;
  @OneOf(['project', 'section', 'item', 'note', 'label']) object_type!: string;
  @Id() object_id!: string;
  @Text({
    max: 16,
    description:
      '`added`, `updated`, `moved`, `completed`, `related`, `archived`, `transferred`, `deleted`, `restored`, `un…`',
  })
  event_type!: string;
  @Instant() event_date!: string;
  @Id({ nullable: true, description: 'Of a label the Inbox' }) parent_project_id!: string | null;
  @Id({ nullable: true, description: 'The task that it is part of, or a comment is about' }) parent_item_id!:
    string | null;
  @Id({ nullable: true, description: 'Who did it' }) initiator_id!: string | null;
  @Dictionary({
    nullable: true,
    description: 'Its `content` or `name`, and each field that changed, beside what it was before (`last_…`)',
  })
  extra_data!: Record<string, unknown> | null;
}

/** Which activities: all conditions that are named hold. */
export class ActivityQuery extends PageQuery {
  @IdList({
    size: 50,
    optional: true,
    description: 'Any of these, as `item:added`, `note:` for every event or `:deleted` for every kind of thing',
  })
  object_event_types?: string[];
  @Id({ optional: true, nullable: true }) object_id?: string | null;
  @Id({ optional: true, nullable: true }) parent_project_id?: string | null;
  @Id({ optional: true, nullable: true }) parent_item_id?: string | null;
  @Id({ optional: true, nullable: true }) initiator_id?: string | null;
  @OneOf(['true', 'false'], { optional: true, nullable: true, description: 'Errand does nothing by itself' })
  initiator_id_null?: string | null;
  @CalendarDate({ optional: true, nullable: true, description: 'The first day, where the person is' }) date_from?:
    string | null;
  @CalendarDate({ optional: true, nullable: true, description: 'The last day, where the person is' }) date_to?:
    string | null;
}

export class ActivityPage extends pageOf(ActivityEvent) {}

/**
 * What was done in the projects that the actor may see, and in the actor's own that are in the trash; newest first, a year back.
 * What the actor may not see is not among it.
 */
export const activityContract = contract('task.activity', {
  list: query(ActivityQuery, ActivityPage),
});
