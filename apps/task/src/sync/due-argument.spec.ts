import { describe, expect, it } from '@jest/globals';
import { dueChanges, flatFields } from './due-argument.js';

describe('a due date of a sync command', () => {
  it.each([
    ['nothing when nothing is said', undefined, []],
    ['cleared by null', null, [{ due_string: null }]],
    ['cleared by nothing in it', { date: null }, [{ due_string: null }]],
    ['words', { string: 'every day', lang: 'en' }, [{ due_string: 'every day', due_lang: 'en' }]],
    ['a day', { date: '2031-02-03' }, [{ due_date: '2031-02-03' }]],
    ['a time', { date: '2031-02-03T09:00:00Z' }, [{ due_datetime: '2031-02-03T09:00:00Z' }]],
    ['the date of what does not recur', { date: '2031-02-03', string: 'Feb 3' }, [{ due_date: '2031-02-03' }]],
    [
      'words and then the date of what recurs',
      { date: '2031-02-03', string: 'every day', is_recurring: true },
      [{ due_string: 'every day' }, { due_date: '2031-02-03' }],
    ],
  ])('is %s', (_, due, changes) => {
    expect(dueChanges(due)).toEqual(changes);
  });
});

describe('deadline and duration', () => {
  it('are not touched when they are absent, and cleared by null', () => {
    expect(flatFields({})).toEqual({});
    expect(flatFields({ deadline: null, duration: null })).toEqual({
      deadline_date: null,
      deadline_lang: null,
      duration: null,
      duration_unit: null,
    });
    expect(flatFields({ deadline: { date: '2031-02-03' }, duration: { amount: 5, unit: 'minute' } })).toEqual({
      deadline_date: '2031-02-03',
      deadline_lang: null,
      duration: 5,
      duration_unit: 'minute',
    });
  });
});
