import { describe, expect, it } from '@jest/globals';
import type { Project } from '../../api/types';
import { branchOf, parentsFor, projectTree, siblingsOf, type ProjectBranch } from './project-tree';

const aProject = (id: string, child_order: number, more: Partial<Project> = {}): Project =>
  ({ id, child_order, parent_id: null, inbox_project: false, is_archived: false, ...more }) as Project;

const projects = [
  aProject('inbox', 0, { inbox_project: true }),
  aProject('b', 2),
  aProject('a', 1),
  aProject('a2', 2, { parent_id: 'a' }),
  aProject('a1', 1, { parent_id: 'a' }),
  aProject('a1x', 1, { parent_id: 'a1' }),
  aProject('orphan', 3, { parent_id: 'gone' }),
  aProject('old', 4, { is_archived: true }),
];

const line = (branches: ProjectBranch[]): string[] => branches.map(({ project, depth }) => `${depth}${project.id}`);

describe('a tree of projects', () => {
  it('shows each before those under it, in their order, without the Inbox and what is archived', () => {
    expect(line(projectTree(projects))).toEqual(['0a', '1a1', '2a1x', '1a2', '0b', '0orphan']);
  });

  it('knows the siblings of one, in order', () => {
    expect(siblingsOf(projects, 'a2').map(({ id }) => id)).toEqual(['a1', 'a2']);
    expect(siblingsOf(projects, 'b').map(({ id }) => id)).toEqual(['a', 'b', 'orphan']);
  });

  it('knows what is under one', () => {
    expect(branchOf(projects, 'a').map(({ id }) => id)).toEqual(['a', 'a1', 'a1x', 'a2']);
    expect(branchOf(projects, 'a1').map(({ id }) => id)).toEqual(['a1', 'a1x']);
    expect(branchOf(projects, 'orphan').map(({ id }) => id)).toEqual(['orphan']);
  });

  it('offers every project as a parent but the one itself and those under it', () => {
    expect(line(parentsFor(projects, 'a'))).toEqual(['0b', '0orphan']);
    expect(line(parentsFor(projects, 'a1'))).toEqual(['0a', '1a2', '0b', '0orphan']);
  });
});
