import type { Call } from './calls.js';

const project = 'projects/{project}';
const section = 'sections/{section}';
const inProject = { project_id: '{project}' };
const guest = { email: '{address}', role: 'viewer' };
const row = 'TYPE,CONTENT\ntask,Water\n';

/** What is in projects and about them, tasks aside. */
export const callsOnProjects: Record<string, Call[]> = {
  'GET /api/v1/projects': [['projects']],
  'POST /api/v1/projects': [['projects', { name: 'Under it', parent_id: '{project}' }]],
  'GET /api/v1/projects/search': [['projects/search?query=private']],
  'GET /api/v1/projects/archived': [['projects/archived']],
  'GET /api/v1/projects/archived/count': [['projects/archived/count']],
  'GET /api/v1/projects/permissions': [['projects/permissions']],
  'GET /api/v1/projects/{id}': [[project]],
  'POST /api/v1/projects/{id}': [[project, { color: 'red' }]],
  'DELETE /api/v1/projects/{id}': [[project]],
  'GET /api/v1/projects/{id}/full': [[`${project}/full`]],
  'POST /api/v1/projects/{id}/duplicate': [[`${project}/duplicate`]],
  'POST /api/v1/projects/{id}/archive': [[`${project}/archive`]],
  'POST /api/v1/projects/{id}/unarchive': [[`${project}/unarchive`]],
  'GET /api/v1/projects/{id}/collaborators': [[`${project}/collaborators`]],
  'POST /api/v1/projects/{id}/members/{user_id}': [[`${project}/members/{member}`, { role: 'viewer' }]],
  'DELETE /api/v1/projects/{id}/members/{user_id}': [[`${project}/members/{member}`]],
  'POST /api/v1/projects/{id}/leave': [[`${project}/leave`, undefined, { answersOwner: 409 }]],
  'POST /api/v1/projects/{id}/transfer': [[`${project}/transfer`, { user_id: '{member}' }]],
  'GET /api/v1/projects/{id}/invitations': [[`${project}/invitations`]],
  'POST /api/v1/projects/{id}/invitations': [[`${project}/invitations`, guest]],
  'GET /api/v1/invitations': [['invitations']],
  'POST /api/v1/invitations/{id}/accept': [['invitations/{received}/accept']],
  'POST /api/v1/invitations/{id}/decline': [['invitations/{received}/decline']],
  'DELETE /api/v1/invitations/{id}': [['invitations/{invitation}']],
  'GET /api/v1/sections': [['sections?project_id={project}']],
  'POST /api/v1/sections': [['sections', { name: 'Beds', ...inProject }]],
  'GET /api/v1/sections/archived': [['sections/archived?project_id={project}']],
  'GET /api/v1/sections/search': [['sections/search?query=p&project_id={project}']],
  'GET /api/v1/sections/{id}': [[section]],
  'POST /api/v1/sections/{id}': [[section, { name: 'Beds' }]],
  'DELETE /api/v1/sections/{id}': [[section]],
  'POST /api/v1/sections/{id}/archive': [[`${section}/archive`]],
  'POST /api/v1/sections/{id}/unarchive': [[`${section}/unarchive`]],
  'GET /api/v1/trash': [['trash']],
  'DELETE /api/v1/trash': [['trash', undefined, { once: true }]],
  'POST /api/v1/trash/{id}/restore': [['trash/{deleted}/restore', undefined, { seenFrom: 'editor' }]],
  'DELETE /api/v1/trash/{id}': [['trash/{deleted}', undefined, { seenFrom: 'editor' }]],
  'GET /api/v1/templates/file': [['templates/file?project_id={project}']],
  'GET /api/v1/templates/url': [['templates/url?project_id={project}']],
  'POST /api/v1/templates/import_into_project_from_file': [
    ['templates/import_into_project_from_file', { ...inProject, file: row }, { file: 'Garden.csv' }],
  ],
};
