import type { Actor } from '#contracts/actor.js';
import { Recent } from '#service/recent.js';
import type { Rotating } from '#service/rotating.js';
import { type ActorKey, privateActorKey, proofLife, sealActor } from './actor-proof.js';

/** Who acted lately and is remembered with its proof. */
const most = 10_000;

/** Signs who acts. A proof is made once for each account and session, and again when half of its life is over. */
export class ActorSigner {
  private readonly proofs = new Recent<string, { proof: string; key: ActorKey; until: number }>(most);
  private readonly key: () => ActorKey;

  constructor(key: Rotating) {
    this.key = key.as(privateActorKey);
  }

  proofOf(actor: Actor): string {
    const key = this.key();
    const who = JSON.stringify(actor);
    const known = this.proofs.get(who);
    const now = Date.now() / 1000;
    if (known?.key === key && known.until > now) return known.proof;
    const proof = sealActor(actor, key, Math.floor(now));
    this.proofs.set(who, { proof, key, until: now + proofLife / 2 });
    return proof;
  }
}
