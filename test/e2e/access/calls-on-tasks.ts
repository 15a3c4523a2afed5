import type { Call } from './calls.js';

const task = 'tasks/{task}';
const content = 'Water';
const guest = { email: '{address}', role: 'viewer' };
const places = ['project_id={project}', 'section_id={section}', 'parent_id={task}'];

const completed = (by: string): Call[] =>
  places.map((place) => [`tasks/completed/${by}?since=2020-01-01&until=2020-02-01&${place}`]);

/** Tasks, and what is on them. */
export const callsOnTasks: Record<string, Call[]> = {
  'GET /api/v1/tasks': places.map((place) => [`tasks?${place}`]),
  'POST /api/v1/tasks': [
    ['tasks', { content, project_id: '{project}' }],
    ['tasks', { content, section_id: '{section}' }],
    ['tasks', { content, parent_id: '{task}' }],
  ],
  'POST /api/v1/tasks/quick': [['tasks/quick', { text: content, project_id: '{project}' }]],
  'POST /api/v1/tasks/quick/preview': [['tasks/quick/preview', { text: content, project_id: '{project}' }]],
  'POST /api/v1/tasks/bulk': [
    ['tasks/bulk', { changes: [{ id: '{task}', action: 'close' }] }],
    ['tasks/bulk', { changes: [{ id: '{own}', action: 'move', project_id: '{project}' }] }, { byStranger: true }],
  ],
  'GET /api/v1/tasks/completed': [['tasks/completed?project_id={project}']],
  'GET /api/v1/tasks/completed/by_completion_date': completed('by_completion_date'),
  'GET /api/v1/tasks/completed/by_due_date': completed('by_due_date'),
  'GET /api/v1/tasks/completed/stats': [['tasks/completed/stats']],
  'GET /api/v1/completed/search': [['completed/search?query=private']],
  'GET /api/v1/tasks/filter': [['tasks/filter?query=all']],
  'GET /api/v1/search': [['search?query=private&project_id={project}']],
  'GET /api/v1/tasks/{id}': [[task]],
  'POST /api/v1/tasks/{id}': [[task, { content }]],
  'DELETE /api/v1/tasks/{id}': [[task]],
  'POST /api/v1/tasks/{id}/close': [[`${task}/close`]],
  'POST /api/v1/tasks/{id}/reopen': [[`${task}/reopen`]],
  'POST /api/v1/tasks/{id}/skip': [[`${task}/skip`]],
  'GET /api/v1/tasks/{id}/occurrences': [[`${task}/occurrences`]],
  'POST /api/v1/tasks/{id}/move': [
    [`${task}/move`, { parent_id: '{other}' }],
    ['tasks/{own}/move', { project_id: '{project}' }],
    ['tasks/{own}/move', { section_id: '{section}' }],
    ['tasks/{own}/move', { parent_id: '{task}' }],
  ],
  'POST /api/v1/tasks/{id}/duplicate': [[`${task}/duplicate`]],
  'GET /api/v1/tasks/{id}/relations': [[`${task}/relations`]],
  'POST /api/v1/tasks/{id}/relations': [
    [`${task}/relations`, { type: 'blocks', related_task_id: '{own}' }],
    ['tasks/{own}/relations', { type: 'blocks', related_task_id: '{task}' }],
  ],
  'DELETE /api/v1/relations/{id}': [['relations/{relation}']],
  'GET /api/v1/tasks/{id}/collaborators': [[`${task}/collaborators`]],
  'GET /api/v1/tasks/{id}/invitations': [[`${task}/invitations`]],
  'POST /api/v1/tasks/{id}/invitations': [[`${task}/invitations`, guest]],
  'POST /api/v1/tasks/{id}/members/{user_id}': [[`${task}/members/{guest}`, { role: 'viewer' }]],
  'DELETE /api/v1/tasks/{id}/members/{user_id}': [[`${task}/members/{guest}`]],
  'POST /api/v1/tasks/{id}/leave': [['tasks/{alone}/leave', undefined, { answersOwner: 404 }]],
  'GET /api/v1/comments': [['comments?task_id={task}'], ['comments?project_id={project}']],
  'POST /api/v1/comments': [
    ['comments', { content, task_id: '{task}' }],
    ['comments', { content, project_id: '{project}' }],
    ['comments', { content, task_id: '{own}', attachment: { file_url: '{file}' } }, { byStranger: true }],
  ],
  'GET /api/v1/comments/{id}': [['comments/{comment}']],
  'POST /api/v1/comments/{id}': [['comments/{comment}', { content }]],
  'DELETE /api/v1/comments/{id}': [['comments/{comment}']],
  'GET /api/v1/files/{id}/{name}': [['{shown}']],
  'GET /api/v1/reminders': [['reminders?task_id={task}']],
  'GET /api/v1/location_reminders': [['location_reminders?task_id={task}']],
  'POST /api/v1/reminders': [['reminders', { task_id: '{task}', due: { string: 'tomorrow at 9' } }]],
  'GET /api/v1/reminders/{id}': [['reminders/{reminder}']],
  'POST /api/v1/reminders/{id}': [['reminders/{reminder}', { due: { string: 'tomorrow at 10' } }]],
  'DELETE /api/v1/reminders/{id}': [['reminders/{reminder}']],
};
