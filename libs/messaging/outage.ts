/** Says which errors mean that something this service needs is away: the same work may succeed later, and it is nobody's bug. */
export const IS_OUTAGE = Symbol('IS_OUTAGE');
export type IsOutage = (error: unknown) => boolean;
