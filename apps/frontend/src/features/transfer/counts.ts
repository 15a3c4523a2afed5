import type { ImportReport } from '../../api/types';

const words: Record<keyof ImportReport['added'], [one: string, many: string]> = {
  projects: ['project', 'projects'],
  sections: ['section', 'sections'],
  tasks: ['task', 'tasks'],
  comments: ['comment', 'comments'],
  files: ['file', 'files'],
  labels: ['label', 'labels'],
  filters: ['filter', 'filters'],
  reminders: ['reminder', 'reminders'],
  relations: ['relation', 'relations'],
  occurrences: ['completed date of what recurs', 'completed dates of what recurs'],
  completions: ['completion for your goals', 'completions for your goals'],
};

/** How much of each kind there is, the weightiest first, without what there is none of: 2 projects, 1 section. */
export function countsOf(added: ImportReport['added']): { count: number; word: string }[] {
  return (Object.keys(words) as (keyof typeof words)[])
    .map((kind) => ({ count: added[kind], word: words[kind][added[kind] === 1 ? 0 : 1] }))
    .filter(({ count }) => count > 0);
}

/** The same in a sentence. */
export function countsLabel(added: ImportReport['added']): string {
  const parts = countsOf(added).map(({ count, word }) => `${count} ${word}`);
  return new Intl.ListFormat('en-GB').format(parts) || 'nothing';
}
