import type { Call } from './calls.js';

const password = { current_password: '{password}' };
const settings = 'user/second_factor';
const noToken = { token: 'none' };
const answer = { id: '019ab000-0000-7000-8000-000000000000', response: {} };
const backup = '{"format":"errand-backup","version":1}\n';
const csv = 'TYPE,CONTENT\ntask,Water\n';

/** What is about the caller, and what belongs to one account alone. */
export const callsOnAccounts: Record<string, Call[]> = {
  'POST /api/v1/auth/register': [['auth/register', {}, { answers: 400 }]],
  'POST /api/v1/auth/register/confirm': [['auth/register/confirm', { ...noToken, password: 'none' }, { answers: 400 }]],
  'POST /api/v1/auth/login': [['auth/login', {}, { answers: 400 }]],
  'POST /api/v1/auth/refresh': [['auth/refresh', {}, { answers: 400 }]],
  'POST /api/v1/auth/logout': [['auth/logout', { refresh_token: 'none' }]],
  'POST /api/v1/auth/password/forgotten': [['auth/password/forgotten', {}, { answers: 400 }]],
  'POST /api/v1/auth/password/reset': [['auth/password/reset', noToken, { answers: 400 }]],
  'POST /api/v1/auth/email/confirm': [['auth/email/confirm', noToken, { answers: 400 }]],
  'POST /api/v1/auth/passkey/question': [['auth/passkey/question']],
  'POST /api/v1/auth/passkey': [['auth/passkey', {}, { answers: 400 }]],
  'GET /api/v1/user': [['user']],
  'POST /api/v1/user': [['user', { daily_goal: 3 }]],
  'DELETE /api/v1/user': [['user', password, { once: true }]],
  'POST /api/v1/user/export': [['user/export', password]],
  'POST /api/v1/user/password': [
    ['user/password', { ...password, new_password: 'a longer horse battery' }, { once: true }],
  ],
  'POST /api/v1/user/email': [['user/email', { ...password, new_email: '{address}' }]],
  'POST /api/v1/user/email/verification': [['user/email/verification']],
  'GET /api/v1/user/second_factor': [[settings]],
  'POST /api/v1/user/second_factor': [[settings, password]],
  'POST /api/v1/user/second_factor/confirm': [[`${settings}/confirm`, {}, { answers: 400 }]],
  'POST /api/v1/user/second_factor/recovery_codes': [[`${settings}/recovery_codes`, password, { answers: 409 }]],
  'DELETE /api/v1/user/second_factor': [[settings, {}, { answers: 400 }]],
  'GET /api/v1/user/passkeys': [['user/passkeys']],
  'POST /api/v1/user/passkeys/question': [['user/passkeys/question', password]],
  'POST /api/v1/user/passkeys': [['user/passkeys', { ...answer, name: 'Laptop' }, { answers: 400 }]],
  // nobody has one without a browser: passkeys.browser-spec removes its own
  'DELETE /api/v1/user/passkeys/{id}': [[`user/passkeys/${answer.id}`, password, { answers: 404 }]],
  'GET /api/v1/sessions': [['sessions']],
  'DELETE /api/v1/sessions': [['sessions', undefined, { once: true }]],
  'DELETE /api/v1/sessions/current': [['sessions/current', undefined, { once: true }]],
  'DELETE /api/v1/sessions/{id}': [['sessions/{session}']],
  'GET /api/v1/security/log': [['security/log']],
  'GET /api/v1/tokens': [['tokens']],
  'POST /api/v1/tokens': [['tokens', { name: 'Script' }]],
  'DELETE /api/v1/tokens/{id}': [['tokens/{token}']],
  'GET /api/v1/labels': [['labels']],
  'GET /api/v1/labels/search': [['labels/search?query=private']],
  'POST /api/v1/labels': [['labels', { name: '{unique}' }]],
  'GET /api/v1/labels/{id}': [['labels/{label}']],
  'POST /api/v1/labels/{id}': [['labels/{label}', { color: 'red' }]],
  'DELETE /api/v1/labels/{id}': [['labels/{label}']],
  'GET /api/v1/labels/shared': [['labels/shared']],
  'POST /api/v1/labels/shared/rename': [['labels/shared/rename', { name: '{unique}', new_name: 'x{unique}' }]],
  'POST /api/v1/labels/shared/remove': [['labels/shared/remove', { name: '{unique}' }]],
  'GET /api/v1/filters': [['filters']],
  'POST /api/v1/filters': [['filters', { name: '{unique}', query: 'today' }]],
  'GET /api/v1/filters/preview': [['filters/preview?query=today']],
  'GET /api/v1/filters/{id}': [['filters/{filter}']],
  'POST /api/v1/filters/{id}': [['filters/{filter}', { color: 'red' }]],
  'DELETE /api/v1/filters/{id}': [['filters/{filter}']],
  'POST /api/v1/uploads': [['uploads', undefined, { file: 'notes.txt' }]],
  'DELETE /api/v1/uploads': [['uploads', { file_url: '{file}' }]],
  'GET /api/v1/activities': [['activities'], ['activities?parent_project_id={project}']],
  'POST /api/v1/sync': [['sync', { sync_token: '*', resource_types: ['all'] }]],
  'GET /api/v1/backups': [['backups']],
  'GET /api/v1/backups/download': [['backups/download?file=now']],
  'POST /api/v1/backups/restore': [['backups/restore?dry_run=true', backup, { file: 'backup.ndjson', answers: 400 }]],
  'POST /api/v1/imports/todoist': [['imports/todoist', csv, { file: 'Garden.csv' }]],
  'POST /api/v1/imports/vikunja': [['imports/vikunja', 'no archive', { file: 'export.zip', answers: 400 }]],
  'POST /api/v1/templates/create_project_from_file': [
    ['templates/create_project_from_file', { name: 'Garden', file: csv }, { file: 'Garden.csv' }],
  ],
  'POST /api/v1/undo': [['undo', { token: '{undo}' }]],
};
