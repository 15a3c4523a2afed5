import { redirectUri } from '../oauth-app.js';
import type { Call } from './calls.js';

const app = 'oauth/apps/{app}';
const request = { client_id: '{app}', scope: 'data:read' };
const password = { current_password: '{password}' };
const answer = { secret: 'none', parameters: 'code=none' };

/** What other programs are let in by, and other systems let people in by. */
export const callsOnApps: Record<string, Call[]> = {
  'GET /api/v1/oauth/apps': [['oauth/apps']],
  'POST /api/v1/oauth/apps': [['oauth/apps', { name: 'Bridge', redirect_uris: [redirectUri] }]],
  'POST /api/v1/oauth/apps/{id}': [[app, { name: 'Bridge' }]],
  'DELETE /api/v1/oauth/apps/{id}': [[app]],
  'POST /api/v1/oauth/apps/{id}/secret': [[`${app}/secret`]],
  'GET /api/v1/oauth/authorization': [['oauth/authorization?client_id={app}&scope=data:read']],
  'POST /api/v1/oauth/authorization': [['oauth/authorization', { ...request, allow: true }]],
  'GET /api/v1/oauth/authorizations': [['oauth/authorizations']],
  'DELETE /api/v1/oauth/authorizations/{id}': [['oauth/authorizations/{letIn}']],
  'GET /oauth/authorize': [['/oauth/authorize?client_id=none', undefined, { answers: 302 }]],
  'POST /oauth/access_token': [['/oauth/access_token', {}, { answers: 401 }]],
  'POST /api/v1/revoke': [['revoke', {}, { answers: 401 }]],
  'GET /.well-known/oauth-authorization-server': [['/.well-known/oauth-authorization-server']],
  'GET /api/v1/auth/providers': [['auth/providers']],
  'POST /api/v1/auth/provider/question': [['auth/provider/question', { provider: 'none' }, { answers: 400 }]],
  'POST /api/v1/auth/provider': [['auth/provider', answer, { answers: 401 }]],
  'GET /api/v1/user/identities': [['user/identities']],
  'POST /api/v1/user/identities/question': [
    ['user/identities/question', { ...password, provider: 'none' }, { answers: 400 }],
  ],
  'POST /api/v1/user/identities': [['user/identities', answer, { answers: 400 }]],
  'DELETE /api/v1/user/identities/{id}': [['user/identities/{identity}', password]],
};
