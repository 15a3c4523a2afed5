import { expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anActorKey } from '#testing/actors.js';
import { Environment } from '#service/environment.js';
import { Rotating } from '#service/rotating.js';
import { actorKeys } from './actor-proof.js';
import { ActorSigner } from './actor-signer.js';
import { ActorVerifier } from './actor-verifier.js';

const [first, second] = [anActorKey(), anActorKey()];
const ada = { user_id: '019a2f6c-0000-7000-8000-000000000001' };
const unknown = expect.objectContaining({ code: 'actor.key_unknown' }) as object;

it('signs once for each account and session', () => {
  const signer = new ActorSigner(new Rotating(first.ACTOR_KEY));
  expect(signer.proofOf({ ...ada })).toBe(signer.proofOf({ ...ada }));
  expect(signer.proofOf({ ...ada, session_id: ada.user_id })).not.toBe(signer.proofOf(ada));
});

it('changes its key without a restart: trusted first, used then, given up last', () => {
  const dir = mkdtempSync(join(tmpdir(), 'errand-keys-'));
  try {
    const file = join(dir, 'keys');
    const write = (text: string): void => {
      writeFileSync(file, text);
      keys.look();
    };
    writeFileSync(file, first.ACTOR_PUBLIC_KEYS);
    const keys = actorKeys(new Environment({ ACTOR_PUBLIC_KEYS_FILE: file }));
    const verifier = new ActorVerifier(keys);
    const old = new ActorSigner(new Rotating(first.ACTOR_KEY)).proofOf(ada);
    const young = new ActorSigner(new Rotating(second.ACTOR_KEY)).proofOf(ada);
    expect(verifier.actorOf(old)).toEqual(ada);
    expect(() => verifier.actorOf(young)).toThrow(unknown);
    write(`${first.ACTOR_PUBLIC_KEYS}\n${second.ACTOR_PUBLIC_KEYS}\n`);
    expect([old, young].map((proof) => verifier.actorOf(proof))).toEqual([ada, ada]);
    write('what is no key');
    expect(verifier.actorOf(young)).toEqual(ada);
    write(second.ACTOR_PUBLIC_KEYS);
    expect(() => verifier.actorOf(old)).toThrow(unknown);
    expect(verifier.actorOf(young)).toEqual(ada);
  } finally {
    rmSync(dir, { recursive: true });
  }
});
