import type { AddTask, Task } from '#contracts/task.contract.js';

/** What every call asks, and what every server answers: a task, as when one is added. Nobody stores it. */
export const question: AddTask = { content: 'Water the tomatoes', description: 'With rain water', priority: 4 };

const id = '019a2f6c-0000-7000-8000-000000000001';
const now = '2026-11-22T09:00:00.000Z';

export const answerTo = ({ content, description = '', priority = 1 }: AddTask): Task => ({
  id,
  user_id: id,
  project_id: id,
  section_id: null,
  parent_id: null,
  added_by_uid: id,
  assigned_by_uid: null,
  responsible_uid: null,
  content,
  description,
  labels: [],
  priority,
  due: null,
  deadline: null,
  duration: null,
  checked: false,
  is_deleted: false,
  is_collapsed: false,
  child_order: 1,
  day_order: -1,
  note_count: 0,
  added_at: now,
  updated_at: now,
  completed_at: null,
  version: 1,
});

/** Commands that a server works on at a time; more made no baseline faster, fewer than 16 make each slower. */
export const prefetch = 100;
