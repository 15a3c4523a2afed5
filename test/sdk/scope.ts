import type { TodoistApi } from '@doist/todoist-sdk';
import { outOfScope } from './out-of-scope.js';

type Methods = { [K in keyof TodoistApi]: TodoistApi[K] extends (...args: never[]) => unknown ? K : never };
/** Every public method of the SDK's client. */
export type Method = Methods[keyof TodoistApi];

/** Methods that a part of Errand answers which is not there yet, and that part. */
export const notYet: Partial<Record<Method, string>> = {
  getBackups: 'backups',
  downloadBackup: 'backups',
  exportTemplateAsFile: 'templates',
  exportTemplateAsUrl: 'templates',
  createProjectFromTemplate: 'templates',
  importTemplateIntoProject: 'templates',
};

/** Methods that Errand answers, each of which the suite calls. */
export const answered = [
  'getUser',
  'sync',
  'moveTasks',
  'getTasksByFilter',
  'quickAddTask',
  'getProjectCollaborators',
  'getProjectPermissions',
  'getReminders',
  'getReminder',
  'addReminder',
  'updateReminder',
  'deleteReminder',
  'getLocationReminders',
  'getTask',
  'getTasks',
  'getCompletedTasksByCompletionDate',
  'getCompletedTasksByDueDate',
  'getAllCompletedTasks',
  'searchCompletedTasks',
  'addTask',
  'updateTask',
  'moveTask',
  'closeTask',
  'reopenTask',
  'deleteTask',
  'getProject',
  'getProjects',
  'searchProjects',
  'getArchivedProjects',
  'getArchivedProjectsCount',
  'addProject',
  'updateProject',
  'deleteProject',
  'archiveProject',
  'unarchiveProject',
  'getFullProject',
  'getSections',
  'searchSections',
  'getSection',
  'addSection',
  'updateSection',
  'deleteSection',
  'archiveSection',
  'unarchiveSection',
  'getLabel',
  'getLabels',
  'searchLabels',
  'addLabel',
  'updateLabel',
  'deleteLabel',
  'getSharedLabels',
  'renameSharedLabel',
  'removeSharedLabel',
  'getComments',
  'getComment',
  'addComment',
  'updateComment',
  'deleteComment',
  'uploadFile',
  'deleteUpload',
  'viewAttachment',
  'getProductivityStats',
  'getActivityLogs',
] as const satisfies readonly Method[];

export type Answered = (typeof answered)[number];

/** Every method that is spoken of anywhere here. */
export const named = [...answered, ...Object.keys(notYet), ...Object.keys(outOfScope)];
