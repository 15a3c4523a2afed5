/** Where each kind of server state lives in the query cache. */
export const keys = {
  user: ['user'],
  projects: ['projects'],
  tasks: ['tasks'],
  task: (id: string) => ['task', id],
  occurrences: (taskId: string) => ['occurrences', taskId],
  labels: ['labels'],
  sections: (projectId: string) => ['sections', projectId],
  comments: (taskId: string) => ['comments', taskId],
  file: (url: string) => ['file', url],
} as const;
