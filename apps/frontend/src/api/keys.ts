/** Where each kind of server state lives in the query cache. */
export const keys = {
  user: ['user'],
  projects: ['projects'],
  tasks: ['tasks'],
  task: (id: string) => ['task', id],
  labels: ['labels'],
  sections: (projectId: string) => ['sections', projectId],
  comments: (taskId: string) => ['comments', taskId],
  collaborators: (projectId: string) => ['collaborators', projectId],
  invitations: (projectId: string) => ['invitations', projectId],
  received: ['received'],
  file: (url: string) => ['file', url],
} as const;
