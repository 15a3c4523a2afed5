import { describe, expect, it } from '@jest/globals';
import type { Task } from '../../api/types';
import { additionOf, changeOf, draftOf, duePreview, emptyDraft } from './task-draft';

function aTask(overrides: Partial<Task> = {}): Task {
  return { content: 'Water', description: '', priority: 1, project_id: 'p', due: null, ...overrides } as Task;
}

describe('a task being rewritten', () => {
  it('sends nothing that was not changed', () => {
    const due = {
      date: '2026-11-23T07:00:00Z',
      timezone: 'Europe/Madrid',
      string: 'at 8',
      lang: 'en',
      is_recurring: true,
    };
    const task = aTask({ due });
    expect(changeOf(draftOf(task), task)).toEqual({});
    expect(changeOf({ ...draftOf(task), content: ' Water twice ' }, task)).toEqual({ content: 'Water twice' });
  });

  it('says that a date is cleared', () => {
    const task = aTask({ due: { date: '2026-11-23', timezone: null, string: 'x', lang: 'en', is_recurring: false } });
    expect(changeOf({ ...draftOf(task), due: { kind: 'none' } }, task)).toEqual({ due_string: 'no date' });
  });

  it('shows what recurs as recurring when one date of it is moved', () => {
    const due = { date: '2026-11-23', timezone: null, string: 'every monday', lang: 'en', is_recurring: true };
    const moved = { kind: 'date', day: '2026-11-25', time: '' } as const;
    expect(duePreview(moved, aTask({ due }))).toEqual({ due: { ...due, date: '2026-11-25' } });
    expect(duePreview(moved, aTask()).due).toMatchObject({ date: '2026-11-25', is_recurring: false });
  });

  it('sends words as words, and picked dates as dates, floating when they have a time', () => {
    const task = aTask();
    const change = (due: ReturnType<typeof draftOf>['due']) => changeOf({ ...draftOf(task), due }, task);
    expect(change({ kind: 'words', words: 'tomorrow' })).toEqual({ due_string: 'tomorrow' });
    expect(change({ kind: 'date', day: '2026-11-23', time: '' })).toEqual({ due_date: '2026-11-23' });
    expect(change({ kind: 'date', day: '2026-11-23', time: '09:00' })).toEqual({ due_datetime: '2026-11-23T09:00:00' });
  });
});

describe('a task being written', () => {
  it('carries only what was filled in', () => {
    const draft = { ...emptyDraft('p'), content: ' Water ' };
    expect(additionOf(draft)).toEqual({ text: 'Water', priority: 1, project_id: 'p' });
  });
});
