type Class<T> = new () => T;

/** Something that happened, published once by the service that owns it and read by whoever cares. */
export interface EventContract<T = unknown> {
  /** Past tense, `feature.happened`: the routing key of `errand.events`, and the CloudEvents type. */
  readonly type: string;
  /** The service that publishes it, the CloudEvents source. */
  readonly source: string;
  readonly data: Class<T>;
  /** True when it only matters to whoever is listening at the moment: no queue has to take it. */
  readonly fleeting: boolean;
}

/** Declares an event: who publishes it, what it is called, and the class of what it carries. It waits a while for a queue that takes it. */
export function event<T>(source: string, type: string, data: Class<T>): EventContract<T> {
  return { source, type, data, fleeting: false };
}

/** Declares an event that is dropped when nobody listens. */
export function fleetingEvent<T>(source: string, type: string, data: Class<T>): EventContract<T> {
  return { source, type, data, fleeting: true };
}

/** An event as a consumer receives it. */
export interface Delivered<T> {
  /** Unique per event; the inbox remembers it. */
  id: string;
  /** The aggregate that changed. */
  subject: string;
  /** Grows with each change of the aggregate, so that a late event can be told from news. */
  aggregateVersion: number;
  /** When it was recorded, RFC 3339 UTC. */
  time: string;
  data: T;
}
