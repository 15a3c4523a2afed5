import { describe, expect, it } from '@jest/globals';
import type { ActivityEvent } from '../../api/types';
import { changesOf, type Names } from './changes';

const names: Names = {
  person: (id) => ({ ada: 'Ada' })[id],
  project: (id) => ({ garden: 'Garden' })[id],
  section: () => undefined,
  task: () => undefined,
  day: (date) => `on ${date}`,
};

const anEvent = (extra_data: Record<string, unknown>, object_type: ActivityEvent['object_type'] = 'item') =>
  ({ object_type, extra_data }) as ActivityEvent;

describe('what an event changed', () => {
  it('is told field by field, as people say it', () => {
    const event = anEvent({
      content: 'Water the beans',
      last_content: 'Water the tomatoes',
      priority: 4,
      last_priority: 1,
      labels: ['home', 'soon'],
      last_labels: [],
      due_date: null,
      last_due_date: '2030-01-01',
      responsible_uid: 'ada',
      last_responsible_uid: null,
    });
    expect(changesOf(event, names)).toEqual([
      { field: 'Name', before: 'Water the tomatoes', after: 'Water the beans' },
      { field: 'Due', before: 'on 2030-01-01', after: '' },
      { field: 'Priority', before: '', after: 'Priority 1' },
      { field: 'Labels', before: '', after: 'home, soon' },
      { field: 'Assigned to', before: '', after: 'Ada' },
    ]);
  });

  it('names places that are known, and says so where one is not', () => {
    const moved = anEvent({ project_id: 'garden', last_project_id: 'gone', section_id: 'x', last_section_id: null });
    expect(changesOf(moved, names)).toEqual([
      { field: 'Project', before: 'another project', after: 'Garden' },
      { field: 'Section', before: '', after: 'a section' },
    ]);
    const nested = anEvent({ parent_id: 'garden', last_parent_id: null }, 'project');
    expect(changesOf(nested, names)).toEqual([{ field: 'Under', before: '', after: 'Garden' }]);
  });

  it('leaves out what only machines care for', () => {
    expect(changesOf(anEvent({ content: 'Rake', child_order: 2, last_child_order: 1 }), names)).toEqual([]);
    expect(changesOf({ ...anEvent({}), extra_data: null }, names)).toEqual([]);
  });
});
