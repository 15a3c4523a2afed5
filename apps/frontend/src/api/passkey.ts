import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { answer, api, openApi } from './client';
import { asCookie } from './session';

type Made = Parameters<typeof startRegistration>[0]['optionsJSON'];
type Asked = Parameters<typeof startAuthentication>[0]['optionsJSON'];

/** Whether the browser knows passkeys, and this page may use them: not on plain HTTP, and not at a bare address. */
export const passkeysWork = (): boolean => 'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(location.hostname);

/** Lets the browser make a passkey for the account, against its password. */
export async function makePasskey(name: string, current_password: string): Promise<unknown> {
  const { id, options } = await answer(api.POST('/api/v1/user/passkeys/question', { body: { current_password } }));
  const response = await startRegistration({ optionsJSON: options as unknown as Made });
  return answer(api.POST('/api/v1/user/passkeys', { body: { id, name, response: { ...response } } }));
}

/** Lets the browser ask for a passkey, and signs in by it. */
export async function signInByPasskey(): Promise<{ user: { id: string } }> {
  const { id, options } = await answer(openApi.POST('/api/v1/auth/passkey/question'));
  const response = await startAuthentication({ optionsJSON: options as unknown as Asked });
  return answer(openApi.POST('/api/v1/auth/passkey', { body: { id, response: { ...response } }, headers: asCookie }));
}
