import type { AuthenticationResponseJSON, RegistrationResponseJSON, WebAuthnCredential } from '@simplewebauthn/server';
import { Inject, Injectable } from '@nestjs/common';
import type { Account } from '../account/account.entity.js';
import { RELYING_PARTY, type RelyingParty } from './relying-party.js';

type Options = Record<string, unknown> & { challenge: string };
type Response = Record<string, unknown>;

/** The package that knows WebAuthn, loaded for the first who has a passkey: it is large. */
const webauthn = (): Promise<typeof import('@simplewebauthn/server')> => import('@simplewebauthn/server');

/** Asks browsers for passkeys, and checks what they answer. Every one has to ask its holder for a finger, a face or a PIN. */
@Injectable()
export class PasskeyChecks {
  constructor(@Inject(RELYING_PARTY) private readonly party: RelyingParty) {}

  async askForNew({ id, email, fullName }: Account, known: WebAuthnCredential[]): Promise<Options> {
    const { generateRegistrationOptions } = await webauthn();
    const options = await generateRegistrationOptions({
      rpName: 'Errand',
      rpID: this.party.id,
      userName: email,
      userDisplayName: fullName,
      userID: new TextEncoder().encode(id),
      excludeCredentials: known,
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    return { ...options };
  }

  /** The credential that a browser made; undefined when the answer is wrong. */
  async readNew(response: Response, challenge: string): Promise<WebAuthnCredential | undefined> {
    const { verifyRegistrationResponse } = await webauthn();
    const checked = verifyRegistrationResponse({
      response: response as unknown as RegistrationResponseJSON,
      ...this.expected(challenge),
    });
    return checked.then(
      ({ verified, registrationInfo }) => (verified ? registrationInfo?.credential : undefined),
      () => undefined,
    );
  }

  async ask(): Promise<Options> {
    const { generateAuthenticationOptions } = await webauthn();
    return { ...(await generateAuthenticationOptions({ rpID: this.party.id, userVerification: 'required' })) };
  }

  /** How often the passkey was used by its own count; undefined when the answer is wrong, or comes from a copy that lags behind. */
  async read(response: Response, challenge: string, credential: WebAuthnCredential): Promise<number | undefined> {
    const { verifyAuthenticationResponse } = await webauthn();
    const checked = verifyAuthenticationResponse({
      response: response as unknown as AuthenticationResponseJSON,
      credential,
      ...this.expected(challenge),
    });
    return checked.then(
      ({ verified, authenticationInfo }) => (verified ? authenticationInfo.newCounter : undefined),
      () => undefined,
    );
  }

  private expected(expectedChallenge: string): {
    expectedChallenge: string;
    expectedOrigin: string[];
    expectedRPID: string;
    requireUserVerification: true;
  } {
    const { id, origins } = this.party;
    return { expectedChallenge, expectedOrigin: origins, expectedRPID: id, requireUserVerification: true };
  }
}
