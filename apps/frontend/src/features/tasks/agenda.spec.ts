import { describe, expect, it } from '@jest/globals';
import type { Task } from '../../api/types';
import { agenda } from './agenda';

function aTask(content: string, date: string | null, overrides: Partial<Task> = {}): Task {
  const due = date && { date, timezone: null, string: date, lang: 'en', is_recurring: false };
  return { id: content, content, due, priority: 1, child_order: 0, ...overrides } as Task;
}

const names = (tasks: Task[]): string[] => tasks.map(({ content }) => content);

describe('the agenda', () => {
  it('shows each of the next days, empty ones too, and later ones that have something', () => {
    const { days } = agenda([aTask('far', '2027-02-01'), aTask('near', '2026-11-24')], 'UTC', '2026-11-23', 3);
    expect(days.map(({ day, tasks }) => [day, names(tasks)])).toEqual([
      ['2026-11-23', []],
      ['2026-11-24', ['near']],
      ['2026-11-25', []],
      ['2027-02-01', ['far']],
    ]);
  });

  it('keeps what is overdue apart, the longest first, and leaves out what has no date', () => {
    const tasks = [aTask('late', '2026-11-22'), aTask('later', '2026-11-01'), aTask('some day', null)];
    const { overdue, days } = agenda(tasks, 'UTC', '2026-11-23', 1);
    expect(names(overdue)).toEqual(['later', 'late']);
    expect(days.flatMap((day) => day.tasks)).toEqual([]);
  });

  it('puts all-day tasks before timed ones, and the urgent before the rest', () => {
    const tasks = [
      aTask('at ten', '2026-11-23T10:00:00'),
      aTask('at nine', '2026-11-23T09:00:00'),
      aTask('whenever', '2026-11-23'),
      aTask('urgent', '2026-11-23', { priority: 4 }),
    ];
    const { days } = agenda(tasks, 'UTC', '2026-11-23', 1);
    expect(names(days[0]?.tasks ?? [])).toEqual(['urgent', 'whenever', 'at nine', 'at ten']);
  });
});
