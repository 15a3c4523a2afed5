import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { unarchive } from '../../api/archive';
import { allPages, api } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { Project, Section } from '../../api/types';
import { showToast } from '../../ui/toast-store';

/** The projects that are put away. */
export function useArchivedProjects() {
  return useQuery({
    queryKey: keys.archivedProjects,
    queryFn: () => allPages((query) => api.GET('/api/v1/projects/archived', { params: { query } })),
  });
}

/** The sections that are put away in projects that are not. */
export function useArchivedSections() {
  return useQuery({
    queryKey: keys.archivedSections,
    queryFn: () => allPages((query) => api.GET('/api/v1/sections/archived', { params: { query } })),
  });
}

/** Brings something back; it may then be anywhere on screen. */
export function useUnarchive(onDone?: (thing: Project | Section) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: unarchive,
    onSuccess: async (thing) => {
      await client.invalidateQueries();
      showToast(`“${thing.name}” is back`);
      onDone?.(thing);
    },
    onError: (error, { name }) =>
      showToast(`“${name}” stays in the archive. ${asProblem(error).message}`, { tone: 'problem' }),
  });
}
