/** Where each kind of server state lives in the query cache. */
export const keys = {
  user: ['user'],
  projects: ['projects'],
  tasks: ['tasks'],
  /** Asked again along with the tasks. */
  filtered: (query: string) => ['tasks', 'filtered', query],
  panes: (query: string) => ['tasks', 'panes', query],
  completed: (projectId: string) => ['tasks', 'completed', projectId],
  task: (id: string) => ['task', id],
  occurrences: (taskId: string) => ['occurrences', taskId],
  quickAdd: (body: string) => ['quick-add', body],
  labels: ['labels'],
  filters: ['filters'],
  search: (query: string) => ['search', query],
  sections: (projectId: string) => ['sections', projectId],
  comments: (taskId: string) => ['comments', taskId],
  relations: (taskId: string) => ['relations', taskId],
  reminders: (taskId: string) => ['reminders', taskId],
  collaborators: (projectId: string) => ['collaborators', projectId],
  invitations: (projectId: string) => ['invitations', projectId],
  received: ['received'],
  file: (url: string) => ['file', url],
} as const;
