import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { Actor } from '#contracts/actor.js';
import { Failure } from '#contracts/failure.js';
import type { Environment } from '#service/environment.js';
import type { Rotating } from '#service/rotating.js';

/** A key of Ed25519, with the id that a proof names it by: the beginning of its public half's hash. */
export interface ActorKey {
  id: string;
  key: KeyObject;
}

/** What a proof says: who acts, from when on and until when, seconds since 1970. */
interface Claims extends Actor {
  iat: number;
  exp: number;
}

/** Seconds that a proof is good for. */
export const proofLife = 300;
/** Seconds that the clock of who signed may be ahead. */
const clockSkew = 60;

/** The key that the gateway signs with: PKCS #8, as PEM or as the base64 of its DER. */
export function privateActorKey(text: string): ActorKey {
  const key = text.startsWith('-----')
    ? createPrivateKey(text)
    : createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
  return { id: idOf(createPublicKey(key)), key: ofEd25519(key) };
}

/** The keys that services trust: SubjectPublicKeyInfo, as PEM or as the base64 of its DER, with blanks or commas between several. */
export function publicActorKeys(text: string): ActorKey[] {
  const pems = text.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g);
  const keys = pems
    ? pems.map((pem) => createPublicKey(pem))
    : text
        .split(/[\s,]+/)
        .map((each) => createPublicKey({ key: Buffer.from(each, 'base64'), format: 'der', type: 'spki' }));
  return keys.map((key) => ({ id: idOf(key), key: ofEd25519(key) }));
}

/** The public keys of the gateway: several while one takes the place of another. */
export const actorKeys = (environment: Environment): Rotating =>
  environment.rotating('ACTOR_PUBLIC_KEYS', (value) =>
    wrongWith(() => publicActorKeys(value), 'should be one or several public keys of Ed25519, PEM or base64'),
  );

export const actorKey = (environment: Environment): Rotating =>
  environment.rotating('ACTOR_KEY', (value) =>
    wrongWith(() => privateActorKey(value), 'should be a private key of Ed25519, PEM or base64'),
  );

/** Says who acts, as JWS (RFC 7515) with Ed25519 (RFC 8037); `now` in seconds. */
export function sealActor(actor: Actor, { id, key }: ActorKey, now: number): string {
  const claims: Claims = { ...actor, iat: now, exp: now + proofLife };
  const said = `${part({ alg: 'EdDSA', typ: 'actor+jwt', kid: id })}.${part(claims)}`;
  return `${said}.${sign(null, Buffer.from(said), key).toString('base64url')}`;
}

/**
 * Who acts, if one of these keys signed it. Fails with `forbidden`: `actor.unreadable`, `actor.key_unknown`, `actor.forged`
 * or `actor.expired`.
 */
export function openActor(proof: string, keys: ActorKey[], now: number): { actor: Actor; expires: number } {
  const [head, body, signature, ...more] = proof.split('.');
  if (!signature || more.length > 0) throw refused('unreadable', 'what says who acts is no proof');
  const { alg, kid } = read<{ alg: string; kid: string }>(head);
  const known = keys.find(({ id }) => id === kid);
  if (alg !== 'EdDSA' || !known) throw refused('key_unknown', 'who acts is signed with a key that is not trusted');
  if (!verify(null, Buffer.from(`${head}.${body}`), known.key, Buffer.from(signature, 'base64url'))) {
    throw refused('forged', 'the signature of who acts is not right');
  }
  const { iat, exp, ...actor } = read<Claims>(body);
  if (exp <= now || iat > now + clockSkew) throw refused('expired', 'the proof of who acts is not of this time');
  return { actor: Object.freeze(actor), expires: exp };
}

export const refused = (reason: string, why: string): Failure =>
  new Failure('forbidden', `actor.${reason}`, `The command is refused: ${why}.`);

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function read<T>(text: string): T {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as T;
  } catch {
    throw refused('unreadable', 'what says who acts is no proof');
  }
}

const idOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('base64url')
    .slice(0, 11);

function ofEd25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('This is no key of Ed25519');
  return key;
}

function wrongWith(parse: () => unknown, what: string): string {
  try {
    parse();
    return '';
  } catch {
    return what;
  }
}
