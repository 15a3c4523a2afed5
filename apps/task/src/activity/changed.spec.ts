import { describe, expect, it } from '@jest/globals';
import { changeSince, snapshot } from './changed.js';

describe('what is kept of a change', () => {
  const section = { id: 'x', name: 'Spring', description: null as string | null, version: 1 };

  it('is each field that differs, as it was and as it is', () => {
    const before = snapshot('section', section);
    const changed = { ...section, description: 'Sow', version: 2 };
    expect(changeSince(before, 'section', changed)).toEqual({
      before: { description: null },
      after: { description: 'Sow' },
    });
  });

  it('is nothing where only the version grew', () => {
    const before = snapshot('section', section);
    expect(changeSince(before, 'section', { ...section, version: 2 })).toBeUndefined();
  });

  it('compares lists, dates and moments by what they say', () => {
    const task = { labels: ['a'], due: { date: '2030-01-01' }, completedAt: new Date(0) };
    const before = snapshot('task', task);
    const same = { labels: ['a'], due: { date: '2030-01-01' }, completedAt: new Date(0) };
    expect(changeSince(before, 'task', same)).toBeUndefined();
    expect(changeSince(before, 'task', { ...same, completedAt: null })).toEqual({
      before: { completedAt: '1970-01-01T00:00:00.000Z' },
      after: { completedAt: null },
    });
  });
});
