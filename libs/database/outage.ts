const outages = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'ER_SERVER_SHUTDOWN',
  'ER_CON_COUNT_ERROR',
  'ER_NORMAL_SHUTDOWN',
  'ER_CONNECTION_KILLED',
  'ER_QUERY_INTERRUPTED',
  'POOL_TIMEOUT',
]);

interface DriverError {
  code?: string;
  errno?: number;
  message?: string;
}

/** The database is away, and the same work may succeed when it is back. */
export function isOutage(error: unknown): boolean {
  const { code, message = '' } = (error ?? {}) as DriverError;
  return (
    outages.has(code ?? '') ||
    /closed state|Connection lost|Pool is closed|WSREP has not yet prepared node/i.test(message)
  );
}

const deadlock = 1213;
const lockTimeout = 1205;

/** Another transaction was in the way and this one was rolled back: it is to be run again. */
export function isLockConflict(error: unknown): boolean {
  const { errno } = (error ?? {}) as DriverError;
  return errno === deadlock || errno === lockTimeout;
}

/** A unique key is taken. */
export function isDuplicate(error: unknown): boolean {
  return ((error ?? {}) as DriverError).errno === 1062;
}

/** A row that a foreign key points at is gone. */
export function isMissingParent(error: unknown): boolean {
  return ((error ?? {}) as DriverError).errno === 1452;
}
