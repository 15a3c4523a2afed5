import fc from 'fast-check';
import { syncCommands } from '#contracts/sync-commands.js';
import { arbitraryOf, sometimes } from './arbitraries.js';
import type { Schema } from './description.js';

const text: Schema = { type: 'string' };
const whole: Schema = { type: 'integer', minimum: -2, maximum: 600 };
const nullable: Schema = { type: ['string', 'null'] };
const orders: Schema = { type: 'array', items: { type: 'object', properties: { id: text, child_order: whole } } };

/** What commands say, whichever it is: the description leaves that open. */
const said: Record<string, Schema> = {
  id: text,
  project_id: text,
  section_id: nullable,
  parent_id: nullable,
  item_id: text,
  task_id: text,
  related_task_id: text,
  invitation_id: text,
  content: text,
  name: text,
  name_old: text,
  name_new: text,
  query: text,
  type: { enum: ['blocks', 'relates_to', 'relative', 'absolute'] },
  due: {
    type: 'object',
    properties: { date: nullable, string: nullable, timezone: nullable, is_recurring: { type: 'boolean' } },
  },
  date_completed: { type: 'string', format: 'date-time' },
  labels: { type: 'array', items: text },
  priority: whole,
  child_order: whole,
  minute_offset: whole,
  email: { type: 'string', format: 'email' },
  role: { enum: ['viewer', 'manager', 'owner'] },
  items: orders,
  projects: orders,
  sections: orders,
  ids_to_orders: { type: 'object', properties: { a: whole } },
  file_attachment: { type: ['object', 'null'], properties: { file_url: text } },
};

const about = (type: string): string => type.split('_')[0].replace('item', 'task').replace('note', 'comment');

/** A command, with arguments that may fit. */
const command: fc.Arbitrary<unknown> = fc.constantFrom(...Object.keys(syncCommands)).chain((type) =>
  fc.record({
    type: fc.constant(type),
    uuid: fc.uuid(),
    temp_id: fc.constantFrom('first', 'second'),
    args: fc.record(
      Object.fromEntries(
        Object.entries(said).map(([name, schema]) => {
          const value = arbitraryOf(schema, about(type), name);
          return [name, ['id', 'content', 'name', 'project_id'].includes(name) ? value : sometimes(value)];
        }),
      ),
    ),
  }),
);

/** A request to sync, of which nothing but commands may be wrong. */
export const syncBatch: fc.Arbitrary<unknown> = fc.record({
  sync_token: fc.constant('*'),
  resource_types: fc.constantFrom([], ['all'], ['items', 'projects']),
  commands: fc.array(command, { minLength: 1, maxLength: 5 }),
});
