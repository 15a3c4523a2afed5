import { answer, api } from './client';
import type { Project, Section } from './types';

/** Brings something back that was put away. */
export function unarchive(thing: Project | Section): Promise<Project | Section> {
  const at = { params: { path: { id: thing.id } } };
  return 'project_id' in thing
    ? answer(api.POST('/api/v1/sections/{id}/unarchive', at))
    : answer(api.POST('/api/v1/projects/{id}/unarchive', at));
}
