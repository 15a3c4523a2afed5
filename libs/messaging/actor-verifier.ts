import type { Actor } from '#contracts/actor.js';
import { Recent } from '#service/recent.js';
import type { Rotating } from '#service/rotating.js';
import { type ActorKey, openActor, publicActorKeys, refused } from './actor-proof.js';

/** Proofs that were verified lately and are remembered. */
const most = 10_000;

/** Tells who acts from what the gateway signed. A proof is verified once, and taken for as long as it and its key are good. */
export class ActorVerifier {
  private readonly verified = new Recent<string, { actor: Actor; expires: number }>(most);
  private readonly keys: () => ActorKey[];

  constructor(keys: Rotating) {
    this.keys = keys.as((value) => {
      this.verified.clear();
      return publicActorKeys(value);
    });
  }

  /** Fails with `forbidden`: `actor.missing`, and what `openActor` fails with. */
  actorOf(proof: unknown): Actor {
    if (typeof proof !== 'string') throw refused('missing', 'nothing says who acts');
    const keys = this.keys();
    const now = Date.now() / 1000;
    const known = this.verified.get(proof);
    if (known && known.expires > now) return known.actor;
    const opened = openActor(proof, keys, now);
    this.verified.set(proof, opened);
    return opened.actor;
  }
}
