/**
 * Conditions in SQL on an alias for what is not put away, for lists that do not name the place that they look in. Both look
 * one row up by its id: far fewer rows are in lists than can be archived.
 */
export const inActiveProject = (alias: string): string =>
  `NOT EXISTS (SELECT 1 FROM project away WHERE away.id = ${alias}.project_id AND away.archived_at IS NOT NULL)`;

export const inActiveSection = (alias: string): string =>
  `NOT EXISTS (SELECT 1 FROM section away WHERE away.id = ${alias}.section_id AND away.archived_at IS NOT NULL)`;
