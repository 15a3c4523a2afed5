import { useQuery } from '@tanstack/react-query';
import { allPages, api } from './client';
import { keys } from './keys';

/** The sections of a project, which several features show. */
export function useSections(projectId: string, enabled = true) {
  return useQuery({
    enabled,
    queryKey: keys.sections(projectId),
    queryFn: () =>
      allPages((query) => api.GET('/api/v1/sections', { params: { query: { ...query, project_id: projectId } } })),
    select: (sections) => sections.toSorted((a, b) => a.section_order - b.section_order),
  });
}

/** The projects that the person sees, the Inbox among them, each with their role in it. */
export function useProjects() {
  return useQuery({
    queryKey: keys.projects,
    queryFn: () => allPages((query) => api.GET('/api/v1/projects', { params: { query } })),
  });
}

/** The person's labels. */
export function useLabels() {
  return useQuery({
    queryKey: keys.labels,
    queryFn: () => allPages((query) => api.GET('/api/v1/labels', { params: { query } })),
    staleTime: 60_000,
  });
}
