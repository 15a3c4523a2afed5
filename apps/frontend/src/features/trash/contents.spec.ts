import { describe, expect, it } from '@jest/globals';
import { contentsLabel } from './contents';

describe('what went to the trash with a thing', () => {
  const nothing = { projects: 0, sections: 0, tasks: 0, comments: 0 };

  it('is counted without the thing itself', () => {
    expect(contentsLabel({ ...nothing, kind: 'task', tasks: 3, comments: 1 })).toBe('with 2 subtasks and 1 comment');
    expect(contentsLabel({ projects: 2, sections: 1, tasks: 5, comments: 0, kind: 'project' })).toBe(
      'with 1 project, 1 section, and 5 tasks',
    );
  });

  it('is not mentioned when there is none', () => {
    expect(contentsLabel({ ...nothing, kind: 'task', tasks: 1 })).toBe('');
    expect(contentsLabel({ ...nothing, kind: 'label' })).toBe('');
  });
});
