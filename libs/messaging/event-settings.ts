import type { Environment } from '#service/environment.js';
import { eventUnroutedAfter } from './event-publisher.js';
import { eventRetryDelays } from './event-retry.js';

/** How long a service is patient with events. */
export interface EventSettings {
  /** Milliseconds before each further try of an event that failed. */
  retryDelays: number[];
  /** Milliseconds that an event waits for a queue that takes it. */
  unroutedAfter: number;
}

export function eventSettings(environment: Environment): EventSettings {
  return { retryDelays: eventRetryDelays(environment), unroutedAfter: eventUnroutedAfter(environment) };
}
