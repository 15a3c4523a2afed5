/** What an app may do, in the words of a person who is asked for it. */
export const scopeWords: Record<string, string> = {
  'task:add': 'Add tasks, without seeing any',
  'data:read': 'See your tasks, projects, labels, filters and comments, and your name and address',
  'data:read_write': 'See, add and change your tasks, projects, labels, filters and comments, and your settings',
  'data:delete': 'Delete tasks, sections, labels, filters and comments',
  'project:delete': 'Delete projects with everything in them',
};
