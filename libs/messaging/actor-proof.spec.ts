import { expect, it } from '@jest/globals';
import { anActorKey } from '#testing/actors.js';
import { openActor, privateActorKey, proofLife, publicActorKeys, sealActor } from './actor-proof.js';

const pair = anActorKey();
const key = privateActorKey(pair.ACTOR_KEY);
const trusted = publicActorKeys(pair.ACTOR_PUBLIC_KEYS);
const ada = { user_id: '019a2f6c-0000-7000-8000-000000000001', session_id: '019a2f6c-0000-7000-8000-000000000002' };
const now = 1_800_000_000;
const proof = sealActor(ada, key, now);

const refusal = (code: string): object => expect.objectContaining({ kind: 'forbidden', code });
const opening =
  (text: string, at = now, keys = trusted) =>
  () =>
    openActor(text, keys, at);

it('says who acts to whoever trusts its key', () => {
  expect(openActor(proof, trusted, now)).toEqual({ actor: ada, expires: now + proofLife });
});

it('is good until its time is over, and not before it began', () => {
  expect(opening(proof, now + proofLife - 1)).not.toThrow();
  expect(opening(proof, now + proofLife)).toThrow(refusal('actor.expired'));
  expect(opening(proof, now - 120)).toThrow(refusal('actor.expired'));
});

it('is refused when somebody changed who acts, or until when', () => {
  const [head, body, signature] = proof.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
  for (const change of [{ user_id: '019a2f6c-0000-7000-8000-000000000003' }, { exp: now + 1_000_000 }]) {
    const changed = Buffer.from(JSON.stringify({ ...claims, ...change })).toString('base64url');
    expect(opening([head, changed, signature].join('.'))).toThrow(refusal('actor.forged'));
  }
});

it('is refused when another key signed it, also under the name of one that is trusted', () => {
  const stranger = privateActorKey(anActorKey().ACTOR_KEY);
  expect(opening(sealActor(ada, stranger, now))).toThrow(refusal('actor.key_unknown'));
  expect(opening(sealActor(ada, { ...stranger, id: key.id }, now))).toThrow(refusal('actor.forged'));
});

it('is refused when it is signed in another way, or not at all', () => {
  const [, body] = proof.split('.');
  const none = Buffer.from(JSON.stringify({ alg: 'none', kid: key.id })).toString('base64url');
  expect(opening(`${none}.${body}.eA`)).toThrow(refusal('actor.key_unknown'));
  for (const text of ['', 'ada', 'a.b', `${proof}.more`, 'a.b.c']) {
    expect(opening(text)).toThrow(refusal('actor.unreadable'));
  }
});

it('is taken with any of several keys, in PEM or not', () => {
  const other = anActorKey();
  const both = publicActorKeys(`${other.ACTOR_PUBLIC_KEYS},\n${pair.ACTOR_PUBLIC_KEYS}`);
  expect(opening(proof, now, both)).not.toThrow();
  const pems = both.map((each) => each.key.export({ format: 'pem', type: 'spki' }).toString()).join('');
  expect(publicActorKeys(pems).map(({ id }) => id)).toEqual(both.map(({ id }) => id));
});
