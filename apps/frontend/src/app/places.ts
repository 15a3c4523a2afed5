import type { Project } from '../api/types';
import { projectTree } from '../features/projects/project-tree';

export type Place = Pick<Project, 'id' | 'name' | 'color' | 'view_style' | 'role' | 'is_shared'>;

/** The projects as the task feature wants to know them. */
export interface Places {
  inbox: Place;
  /** The Inbox first. */
  all: Place[];
  projects: Project[];
}

/** The Inbox has the id of its owner, so it is known before the list of projects is. */
export function placesOf(projects: Project[] | undefined, userId: string): Places {
  const inbox = projects?.find(({ inbox_project }) => inbox_project) ?? {
    id: userId,
    name: 'Inbox',
    color: 'charcoal',
    view_style: 'list',
    role: 'owner',
    is_shared: false,
  };
  const own = projectTree(projects ?? []).map(({ project }) => project);
  return { inbox, all: [inbox, ...own], projects: own };
}
