import { newId } from '#database/id.js';
import { mailAbout } from '#testing/mail.js';
import type { Alone } from '#testing/plans/alone.js';
import type { Calls } from '#testing/plans/observed.js';
import { goAndComeBack, type KnownProvider, somebody } from '../identity-fixture.js';
import { aHolder, password } from './calls.js';
import type { handlers as classes } from './handlers.js';

/** Calls of those who come in by a provider, or by a mail. */
export async function entryCallsOf(
  service: Alone<typeof classes>,
  folder: string,
  { provider }: KnownProvider,
): Promise<Calls> {
  const { identities, registrations, security } = service.handlers;
  const { actor } = await aHolder(service);
  const email = `${newId()}@example.org`;
  const [known, newcomer] = [somebody(), somebody()];
  const corp = { provider: 'corp' };
  const made = {} as { secret: string; url: string };
  const signIn = async (as = known): Promise<unknown> => {
    provider.signedIn.as = as;
    const { secret, url } = await identities.beginSigningIn(corp);
    return identities.signIn({ secret, parameters: await goAndComeBack(url) });
  };
  return {
    'identity.providers': () => identities.providers(),
    'identity.beginLinking': async () =>
      Object.assign(made, await identities.beginLinking({ ...corp, current_password: password }, actor)),
    'identity.link': async () => {
      provider.signedIn.as = known;
      await identities.link({ secret: made.secret, parameters: await goAndComeBack(made.url) }, actor);
    },
    'identity.list': () => identities.list({}, actor),
    'identity.beginSigningIn': () => identities.beginSigningIn(corp),
    'identity.signIn': () => signIn(),
    'identity.signIn of a newcomer': () => signIn(newcomer),
    'identity.unlink': async () => {
      const [{ id }] = (await identities.list({}, actor)).results;
      await identities.unlink({ id, current_password: password }, actor);
    },
    'registration.request': () =>
      registrations.request({ email, password, full_name: 'Sam Doe', timezone: 'Europe/Madrid' }),
    'registration.confirm': async () => {
      const { token } = await mailAbout(folder, email, 'Open your Errand account');
      await registrations.confirm({ token: token!, password });
    },
    'security.confirmExport': () => security.confirmExport({ current_password: password }, actor),
  };
}
