/** Injection token: how long sessions last. */
export const SESSION_LIMITS = Symbol('SESSION_LIMITS');

export interface SessionLimits {
  /** Days that a session lives without being used. */
  idleDays: number;
  /** Days that a session lives however much it is used. */
  lifeDays: number;
}

/** What a session that is alive looks like in SQL. */
export const alive = 'session.idle_until > UTC_TIMESTAMP(3) AND session.expires_at > UTC_TIMESTAMP(3)';

/** The moment, in SQL, until which a session that is used now may be idle; takes the number of days. */
export const nextIdle = 'LEAST(UTC_TIMESTAMP(3) + INTERVAL ? DAY, session.expires_at)';
