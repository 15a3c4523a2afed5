import { describe, expect, it } from '@jest/globals';
import type { ImportReport } from '../../api/types';
import { countsLabel, countsOf } from './counts';

const none: ImportReport['added'] = {
  labels: 0,
  filters: 0,
  projects: 0,
  sections: 0,
  tasks: 0,
  relations: 0,
  occurrences: 0,
  completions: 0,
  reminders: 0,
  comments: 0,
  files: 0,
};

describe('what an import adds', () => {
  it('is told by kind, one or many, without what there is none of', () => {
    const added = { ...none, labels: 3, projects: 2, sections: 1 };
    expect(countsOf(added)).toEqual([
      { count: 2, word: 'projects' },
      { count: 1, word: 'section' },
      { count: 3, word: 'labels' },
    ]);
    expect(countsLabel(added)).toBe('2 projects, 1 section and 3 labels');
  });

  it('may be nothing', () => expect(countsLabel(none)).toBe('nothing'));
});
