import { trashedTables } from '../trash/trashed-tables.js';
import { formats } from './format.js';

describe('the format of what is carried', () => {
  /** Columns that no file tells of: who it belongs to, how often it changed, and what follows from others. */
  const untold: Record<string, string[]> = {
    label: ['user_id', 'version'],
    project: ['user_id', 'version', 'seq', 'number', 'shares_tasks'],
    section: ['user_id', 'version'],
    task: ['user_id', 'version', 'due_at', 'responsible_uid', 'assigned_by_uid'],
    task_relation: [],
    completed_occurrence: ['user_id'],
    reminder: ['user_id', 'version', 'remind_at', 'fires_at', 'fired_for'],
    comment: ['posted_uid', 'version', 'uids_to_notify', 'reactions', 'file_id', 'file_attachment'],
  };

  it.each(Object.keys(untold))('tells of every column of %s', (table) => {
    const { fields } = Object.values(formats).find((format) => format.table === table)!;
    const columns = trashedTables[table as keyof typeof trashedTables].filter((name) => name !== 'id');
    const told = Object.entries(fields).map(([name, { column = name }]) => column);
    expect([...told, ...untold[table]].sort()).toEqual(columns.sort());
  });
});
