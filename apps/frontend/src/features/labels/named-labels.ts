import type { Label } from '../../api/types';

/** A label as people see it: by name. One that is only written on tasks has no colour of its own. */
export interface NamedLabel {
  name: string;
  label: Label | undefined;
  /** Open tasks that have it. */
  count: number;
}

/** The person's labels in their order, then those that are only on tasks. */
export function namedLabels(labels: Label[], tasks: { labels: string[]; checked: boolean }[]): NamedLabel[] {
  const counts = new Map<string, number>();
  for (const name of tasks.flatMap((task) => (task.checked ? [] : task.labels))) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const own = labels.toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));
  const known = new Set(own.map(({ name }) => name));
  const others = [...counts.keys()].filter((name) => !known.has(name)).toSorted((a, b) => a.localeCompare(b));
  return [
    ...own.map((label) => ({ name: label.name, label, count: counts.get(label.name) ?? 0 })),
    ...others.map((name) => ({ name, label: undefined, count: counts.get(name) ?? 0 })),
  ];
}
