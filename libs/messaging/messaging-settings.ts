import type { Environment } from '#service/environment.js';
import type { Rotating } from '#service/rotating.js';
import { actorKeys } from './actor-proof.js';
import { eventUnroutedAfter } from './event-publisher.js';
import { eventRetryDelays } from './event-retry.js';

/** Whom a service believes, and how long it is patient with events. */
export interface MessagingSettings {
  /** The public keys of who may say on whose behalf a command runs. */
  actorKeys: Rotating;
  /** Milliseconds before each further try of an event that failed. */
  retryDelays: number[];
  /** Milliseconds that an event waits for a queue that takes it. */
  unroutedAfter: number;
}

export function messagingSettings(environment: Environment): MessagingSettings {
  return {
    actorKeys: actorKeys(environment),
    retryDelays: eventRetryDelays(environment),
    unroutedAfter: eventUnroutedAfter(environment),
  };
}
