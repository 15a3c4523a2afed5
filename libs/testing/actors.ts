import { generateKeyPairSync } from 'node:crypto';
import { ActorSigner } from '#messaging/actor-signer.js';
import { Rotating } from '#service/rotating.js';

/** A pair of keys as the settings have them. */
export function anActorKey(): { ACTOR_KEY: string; ACTOR_PUBLIC_KEYS: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    ACTOR_KEY: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    ACTOR_PUBLIC_KEYS: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}

/** What services that run in a test's own process trust. */
export const actorSettings = anActorKey();

/** Signs who acts, as the gateway does. */
export const testSigner = new ActorSigner(new Rotating(actorSettings.ACTOR_KEY));
