import { strToU8, zipSync } from 'fflate';
import { randomBytes } from 'node:crypto';

const never = '0001-01-01T00:00:00Z';
const bytes = randomBytes(70_000);
const title = (name: string): object => ({ title: name, hex_color: 'db4035' });

/** An export as Vikunja makes it: everything that can be in one, and what Errand has no place for. */
export const vikunja = (overrides: Record<string, string> = {}): Uint8Array =>
  zipSync({
    VERSION: strToU8('v1.0.0'),
    'files/7': bytes,
    'filters.json': strToU8(JSON.stringify([{ id: 1, title: 'Soon', filters: { filter: 'done = false' } }])),
    'data.json': strToU8(
      JSON.stringify([
        { id: 2, title: 'Beds', parent_project_id: 1, is_archived: false, hex_color: '', tasks: null, buckets: null },
        {
          id: 1,
          title: 'Garden',
          description: '<p>Ours &amp; <b>yours</b></p>',
          hex_color: '299438',
          is_favorite: true,
          buckets: [{ id: 5, title: 'Doing' }],
          tasks: [
            {
              id: 11,
              title: 'Part',
              due_date: never,
              done: true,
              done_at: '2026-01-02T03:04:05Z',
              related_tasks: { parenttask: [{ id: 10 }] },
            },
            {
              id: 10,
              title: 'Water <the> tomatoes',
              description: '<ul><li>twice</li></ul>',
              due_date: '2039-05-06T07:00:00Z',
              priority: 5,
              bucket_id: 5,
              labels: [title('home')],
              assignees: [{ username: 'bob' }],
              reminders: [
                { reminder: '2039-05-06T06:30:00Z', relative_period: -1800, relative_to: 'due_date' },
                { reminder: '2039-05-01T06:30:00Z', relative_period: 0, relative_to: '' },
              ],
              related_tasks: { subtask: [{ id: 11 }], blocking: [{ id: 12 }], precedes: [{ id: 12 }] },
              comments: [{ comment: '<p>Rain water</p>', created: '2026-01-01T00:00:00Z' }],
              attachments: [
                { file: { id: 7, name: 'tomato.bin', mime: 'application/octet-stream', size: bytes.length } },
              ],
            },
            {
              id: 12,
              title: 'Repeats',
              due_date: '2039-05-06T07:00:00Z',
              repeat_after: 259_200,
              percent_done: 0.5,
              related_tasks: { blocked: [{ id: 10 }], follows: null },
            },
          ],
        },
        { id: -1, title: 'Favorites', tasks: [] },
      ]),
    ),
    ...Object.fromEntries(Object.entries(overrides).map(([name, text]) => [name, strToU8(text)])),
  });
