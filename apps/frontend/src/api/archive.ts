import type { QueryClient } from '@tanstack/react-query';
import { showToast } from '../ui/toast-store';
import { answer, api } from './client';
import { asProblem } from './problem';
import type { Project, Section } from './types';

/** Brings something back that was put away. */
export function unarchive(thing: Project | Section): Promise<Project | Section> {
  const at = { params: { path: { id: thing.id } } };
  return 'project_id' in thing
    ? answer(api.POST('/api/v1/sections/{id}/unarchive', at))
    : answer(api.POST('/api/v1/projects/{id}/unarchive', at));
}

/**
 * Says that something was put away, with a way back for it and what went with it, each before those under it: the server
 * leaves a project at the top whose parent is still put away.
 */
export function offerUnarchive(client: QueryClient, things: (Project | Section)[]): void {
  const name = things[0]?.name ?? '';
  const run = async () => {
    try {
      for (const thing of things) await unarchive(thing);
    } catch (error) {
      showToast(`Not all of “${name}” is back. ${asProblem(error).message}`, { tone: 'problem' });
    }
    await client.invalidateQueries();
  };
  showToast(`Archived “${name}”`, { action: { label: 'Undo', run: () => void run() } });
}
