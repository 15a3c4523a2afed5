import type { Call } from './calls.js';

const account = 'admin/accounts/{account}';
const password = { current_password: '{password}' };

/** What is for administrators. */
export const callsOnAdministration: Record<string, Call[]> = {
  'GET /api/v1/admin/accounts': [['admin/accounts']],
  'GET /api/v1/admin/accounts/{id}': [[account]],
  'POST /api/v1/admin/accounts/{id}': [[account, { state: 'disabled' }]],
  'DELETE /api/v1/admin/accounts/{id}': [[account, password]],
  'GET /api/v1/admin/installation': [['admin/installation']],
  'POST /api/v1/admin/installation': [['admin/installation', { registration_open: true }]],
  'GET /api/v1/admin/audit': [['admin/audit']],
  'GET /api/v1/admin/storage': [['admin/storage']],
  'GET /api/v1/admin/versions': [['admin/versions']],
};
