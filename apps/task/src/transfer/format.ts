import { colors } from '#contracts/colors.js';
import type { ThingKind } from '#contracts/transfer.contract.js';
import { isId } from '#database/id.js';
import { isReaction, mostReactions } from '../comment/reactions.js';
import { relationKinds } from '../relation/relation-row.js';
import { date, dueFields, dueRecurrence, wholeDue } from './due-rules.js';
import { flag, instant, oneOf, orNull, reference, type Rule, text, unless, whole } from './rules.js';

/** How things of one kind are written in a file, and in which table they are kept. */
export interface Format {
  table: string;
  fields: Record<string, Rule>;
  /** Fields that no column has. */
  besides?: Record<string, Rule>;
}

const position = unless(whole(0), 0);
const color = unless(oneOf(colors), 'charcoal');
const favorite = unless(flag, false);
const collapsed = unless(flag, false);
/** A duration, counted in minutes or days. */
const longest = 100_000;

/** Everything that is carried. A test compares it with the tables, so that no new column is forgotten. */
export const formats: Record<ThingKind, Format> = {
  label: { table: 'label', fields: { name: text(128, 1), color, is_favorite: favorite, position } },
  filter: {
    table: 'saved_filter',
    fields: { name: text(128, 1), query: text(1024), color, is_favorite: favorite, position },
  },
  project: {
    table: 'project',
    fields: {
      parent_id: orNull(reference('project')),
      name: text(120, 1),
      description: unless(text(16_383), ''),
      color,
      view_style: unless(oneOf(['list', 'board', 'calendar']), 'list'),
      is_favorite: favorite,
      is_collapsed: collapsed,
      position,
      archived_at: orNull(instant),
      created_at: orNull(instant),
      updated_at: orNull(instant),
    },
    besides: { is_inbox: unless(flag, false) },
  },
  section: {
    table: 'section',
    fields: {
      project_id: reference('project'),
      name: text(2048, 1),
      description: orNull(text(16_383)),
      is_collapsed: collapsed,
      position,
      archived_at: orNull(instant),
      added_at: orNull(instant),
      updated_at: orNull(instant),
    },
  },
  task: {
    table: 'task',
    fields: {
      project_id: reference('project'),
      section_id: orNull(reference('section')),
      parent_id: orNull(reference('task')),
      content: text(500, 1),
      description: unless(text(16_383), ''),
      priority: unless(whole(1, 4), 1),
      ...dueFields,
      ...dueRecurrence,
      deadline_date: orNull(date),
      deadline_lang: orNull(text(8)),
      duration_amount: orNull(whole(1, longest)),
      duration_unit: orNull(oneOf(['minute', 'day'])),
      position,
      day_order: unless(whole(-1), -1),
      is_collapsed: collapsed,
      completed_at: orNull(instant),
      added_at: orNull(instant),
      updated_at: orNull(instant),
    },
    besides: {
      labels: {
        expected: 'a list of at most 500 different names of 1 to 128 characters',
        fallback: [],
        holds: (value) =>
          Array.isArray(value) &&
          value.length <= 500 &&
          value.every((name) => text(128, 1).holds(name)) &&
          new Set(value.map((name: string) => name.trim())).size === value.length,
      },
      is_mine: unless(flag, false),
      due_words: orNull(text(255)),
    },
  },
  relation: {
    table: 'task_relation',
    fields: {
      task_id: reference('task'),
      type: { ...oneOf(relationKinds), column: 'kind' },
      other_id: reference('task'),
      added_at: orNull(instant),
    },
  },
  occurrence: {
    table: 'completed_occurrence',
    fields: {
      task_id: reference('task'),
      ...dueFields,
      due_date: date,
      due_string: text(255),
      due_lang: unless(text(8), 'en'),
      completed_at: instant,
    },
  },
  completion: {
    table: 'completion',
    fields: { project_id: orNull(reference('project')), task_id: orNull(reference('task')), completed_at: instant },
  },
  reminder: {
    table: 'reminder',
    fields: {
      task_id: reference('task'),
      minute_offset: orNull(whole(0, 525_600)),
      due: orNull(wholeDue),
      service: orNull(oneOf(['email', 'push'])),
      is_urgent: unless(flag, false),
      added_at: orNull(instant),
    },
    besides: { due_words: orNull(text(255)) },
  },
  comment: {
    table: 'comment',
    fields: {
      task_id: orNull(reference('task')),
      project_id: orNull(reference('project')),
      content: text(15_000),
      posted_at: orNull(instant),
    },
    besides: {
      file_id: orNull({ expected: 'the id of a file', holds: isId }),
      file_attachment: orNull({ expected: 'an attachment', holds: (value) => typeof value === 'object' }),
      reactions: {
        expected: `a list of at most ${mostReactions} different emoji`,
        fallback: [],
        holds: (value) =>
          Array.isArray(value) &&
          value.length <= mostReactions &&
          value.every(isReaction) &&
          new Set(value).size === value.length,
      },
    },
  },
};
