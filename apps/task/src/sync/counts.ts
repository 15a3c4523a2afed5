import type { EntityManager } from 'typeorm';

/** What projects have counted to that are locked in a transaction, by their ids in hexadecimal: nobody else counts on there. */
const counts = new WeakMap<EntityManager, Map<string, number>>();

export function rememberCount(transaction: EntityManager, project: Buffer, count: number): void {
  counts.set(transaction, (counts.get(transaction) ?? new Map<string, number>()).set(project.toString('hex'), count));
}

/** Each of these projects has counted on by one: answers to what, by id, where that is known of all of them. */
export function countedOn(transaction: EntityManager, projects: string[]): Map<string, number> | undefined {
  const known = counts.get(transaction);
  if (!known) return undefined;
  for (const project of projects) {
    const count = known.get(project);
    if (count !== undefined) known.set(project, count + 1);
  }
  return projects.every((project) => known.has(project)) ? known : undefined;
}

/** Projects have counted on, and which is not known. */
export const forgetCounts = (transaction: EntityManager): unknown => counts.delete(transaction);
