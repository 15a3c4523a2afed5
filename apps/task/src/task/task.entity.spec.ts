import { beforeEach, describe, expect, it } from '@jest/globals';
import { localDue } from '../due/due-date.js';
import { TaskEntity } from './task.entity.js';

const actor = { user_id: '0192d5a0-0000-7000-8000-000000000001' };
const [noon, later] = [new Date('2026-11-20T12:00:00Z'), new Date('2026-11-20T13:00:00Z')];
const day = localDue('2026-11-22', null, '22 nov');

let task: TaskEntity;
beforeEach(() => {
  task = TaskEntity.of(actor, { content: 'Water the tomatoes' }, day, noon);
});

describe('a task', () => {
  it('begins with version 1, and counts each change', () => {
    expect(task.version).toBe(1);
    task.change({ priority: 4 }, undefined, later);
    expect(task).toMatchObject({ version: 2, updatedAt: later, addedAt: noon });
  });

  it('keeps its due date unless something is said about it', () => {
    task.change({ content: 'Water them all' }, undefined, later);
    expect(task.due).toEqual(day);
    task.change({}, null, later);
    expect(task.due).toBeNull();
  });

  it('is completed once, and stays completed at that time', () => {
    expect(task.complete(noon)).toBe(true);
    expect(task.complete(later)).toBe(false);
    expect(task).toMatchObject({ completedAt: noon, version: 2 });
  });

  it('is reopened once', () => {
    expect(task.reopen(noon)).toBe(false);
    task.complete(noon);
    expect(task.reopen(later)).toBe(true);
    expect(task).toMatchObject({ completedAt: null, version: 3 });
  });

  it('carries each label once, without the space around it', () => {
    task.change({ labels: ['b', ' a ', 'b', 'A'] }, undefined, later);
    expect(task.labels).toEqual(['b', 'a', 'A']);
    expect(() => task.change({ labels: ['\t'] }, undefined, later)).toThrow();
  });

  it('has an amount and a unit for its duration, or neither', () => {
    task.change({ duration: 2, duration_unit: 'day' }, undefined, later);
    task.change({ content: 'x' }, undefined, later);
    expect(task).toMatchObject({ durationAmount: 2, durationUnit: 'day' });
    for (const half of [{ duration: 3 }, { duration_unit: 'minute' }, { duration: 3, duration_unit: null }]) {
      expect(() => task.change(half, undefined, later)).toThrow(
        expect.objectContaining({ kind: 'invalid', code: 'task.duration' }),
      );
    }
    task.change({ duration: null }, undefined, later);
    expect(task).toMatchObject({ durationAmount: null, durationUnit: null });
  });

  it('has a deadline on a day that exists', () => {
    task.change({ deadline_date: '2028-02-29' }, undefined, later);
    expect(task).toMatchObject({ deadlineDate: '2028-02-29', deadlineLang: 'en' });
    expect(() => task.change({ deadline_date: '2027-02-29' }, undefined, later)).toThrow();
    task.change({ deadline_date: null }, undefined, later);
    expect(task).toMatchObject({ deadlineDate: null, deadlineLang: null });
  });
});
