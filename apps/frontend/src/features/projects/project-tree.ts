import type { Project } from '../../api/types';

export interface ProjectBranch {
  project: Project;
  /** 0 at the top. */
  depth: number;
  under: ProjectBranch[];
}

/** The projects besides the Inbox as a tree. */
export function projectBranches(projects: Project[]): ProjectBranch[] {
  const own = projects.filter(({ inbox_project, is_archived }) => !inbox_project && !is_archived);
  const known = new Set(own.map(({ id }) => id));
  const grow = (parent: string | null, depth: number): ProjectBranch[] =>
    own
      .filter(({ parent_id }) => (parent_id && known.has(parent_id) ? parent_id : null) === parent)
      .toSorted((a, b) => a.child_order - b.child_order)
      .map((project) => ({ project, depth, under: grow(project.id, depth + 1) }));
  return grow(null, 0);
}

/** The same in one line, each project followed by those under it. */
export function projectTree(projects: Project[]): ProjectBranch[] {
  const flat = (branch: ProjectBranch): ProjectBranch[] => [branch, ...branch.under.flatMap(flat)];
  return projectBranches(projects).flatMap(flat);
}

/** Those with the same parent, in order. */
export function siblingsOf(projects: Project[], id: string): Project[] {
  const search = (branches: ProjectBranch[]): ProjectBranch[] | undefined =>
    branches.some(({ project }) => project.id === id)
      ? branches
      : branches.map(({ under }) => search(under)).find((found) => found);
  return (search(projectBranches(projects)) ?? []).map(({ project }) => project);
}

/** A project and all under it, each before those under it. */
export function branchOf(projects: Project[], id: string): Project[] {
  const known = projectTree(projects);
  const from = known.findIndex(({ project }) => project.id === id);
  const depth = known[from]?.depth ?? 0;
  const rest = known.slice(from + 1);
  const end = rest.findIndex((branch) => branch.depth <= depth);
  return known.slice(from, end === -1 ? undefined : from + 1 + end).map(({ project }) => project);
}

/** The places a project can go to: all but itself and those under it. */
export function parentsFor(projects: Project[], id: string): ProjectBranch[] {
  const without = (branches: ProjectBranch[]): ProjectBranch[] =>
    branches.filter(({ project }) => project.id !== id).flatMap((branch) => [branch, ...without(branch.under)]);
  return without(projectBranches(projects));
}
