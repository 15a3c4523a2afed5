import type { NewApp } from '#contracts/app.contract.js';
import type { AuthorizationRequest, TokenRequest } from '#contracts/oauth.contract.js';
import type { Alone } from '#testing/plans/alone.js';
import type { Calls } from '#testing/plans/observed.js';
import { aHolder } from './calls.js';
import type { handlers as classes } from './handlers.js';

const name = 'Calendar bridge';
const redirect_uris = ['https://bridge.example.org/back'];

/** Calls of whose apps these are, of those who let them in, and of the apps. */
export async function appCallsOf(service: Alone<typeof classes>): Promise<Calls> {
  const { apps, oauth } = service.handlers;
  const { actor } = await aHolder(service);
  const made = {} as { app: NewApp; request: AuthorizationRequest; token: string; traded: TokenRequest };
  const credentials = (): { client_id: string; client_secret: string } => ({
    client_id: made.app.id,
    client_secret: made.app.client_secret!,
  });
  const trade = async (): Promise<void> => {
    const { redirect_to } = await oauth.decide({ ...made.request, allow: true }, actor);
    made.traded = { ...credentials(), code: new URL(redirect_to).searchParams.get('code')! };
    made.token = (await oauth.exchange(made.traded)).access_token;
  };
  return {
    'app.add': async () => {
      made.app = await apps.add({ name, redirect_uris }, actor);
      made.request = { client_id: made.app.id, scope: 'data:read' };
    },
    'app.list': () => apps.list({}, actor),
    'app.update': () => apps.update({ id: made.app.id, name: 'Bridge' }, actor),
    'app.rotate': async () => {
      made.app.client_secret = (await apps.rotate({ id: made.app.id }, actor)).client_secret;
    },
    'oauth.question': () => oauth.question(made.request),
    'oauth.decide': () => oauth.decide({ ...made.request, allow: true }, actor),
    'oauth.exchange': trade,
    'oauth.list': () => oauth.list({}, actor),
    'oauth.exchange of a code that comes twice': () =>
      oauth.exchange(made.traded).then(
        () => Promise.reject(new Error('This should have been refused')),
        () => undefined,
      ),
    'oauth.revoke': async () => {
      await trade();
      await oauth.revoke({ ...credentials(), token: made.token });
    },
    'oauth.end': async () => {
      await trade();
      await oauth.end({ id: made.app.id }, actor);
    },
    'app.delete': async () => {
      await trade();
      await apps.delete({ id: made.app.id }, actor);
    },
  };
}
