import type { TrashItem } from '../../api/types';

const units = ['project', 'section', 'task', 'comment'] as const;

/** What went with a deleted thing, besides itself: “with 3 tasks and 1 comment”; nothing when it went alone. */
export function contentsLabel(item: Pick<TrashItem, 'kind' | `${(typeof units)[number]}s`>): string {
  const parts = units.flatMap((unit) => {
    const count = item[`${unit}s`] - (item.kind === unit ? 1 : 0);
    const name = item.kind === 'task' && unit === 'task' ? 'subtask' : unit;
    return count > 0 ? [`${count} ${name}${count === 1 ? '' : 's'}`] : [];
  });
  return parts.length ? `with ${new Intl.ListFormat('en', { type: 'conjunction' }).format(parts)}` : '';
}
