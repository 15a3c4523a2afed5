import type { Thing } from '#contracts/transfer.contract.js';

const at = '2026-03-01T09:00:00.000Z';
const due = { due_date: '2026-03-02', due_string: 'every day', due_lang: 'en' };

/** One of each kind that is carried, and of what is in a tree two. */
export const someThings: Thing[] = [
  { kind: 'label', id: 'l1', name: 'carried', position: 1 },
  { kind: 'filter', id: 'f1', name: 'Carried', query: 'today & @carried', position: 1 },
  { kind: 'project', id: 'inbox', name: 'Inbox', is_inbox: true, position: 0 },
  { kind: 'project', id: 'p1', name: 'Carried', position: 1 },
  { kind: 'project', id: 'p2', name: 'Carried along', parent_id: 'p1', position: 1 },
  { kind: 'section', id: 's1', name: 'Spring', project_id: 'p1', position: 1 },
  { kind: 'task', id: 't1', content: 'Sow', project_id: 'p1', section_id: 's1', position: 1, labels: ['carried'] },
  { kind: 'task', id: 't2', content: 'Rake', project_id: 'p1', section_id: 's1', parent_id: 't1', position: 1 },
  { kind: 'task', id: 't3', content: 'Weed', project_id: 'inbox', position: 1, ...due },
  { kind: 'task', id: 't4', content: 'Dig', project_id: 'p2', position: 1, completed_at: at },
  { kind: 'occurrence', id: 'o1', task_id: 't3', ...due, completed_at: at },
  { kind: 'completion', id: 'c1', project_id: 'p2', task_id: 't4', completed_at: at },
  { kind: 'reminder', id: 'r1', task_id: 't3', due_words: 'every day at 9' },
  { kind: 'comment', id: 'n1', task_id: 't1', content: 'With rain water', posted_at: at },
  { kind: 'comment', id: 'n2', project_id: 'p1', content: 'Ours', posted_at: at },
];
