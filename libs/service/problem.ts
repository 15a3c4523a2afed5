import type { Failure, FailureKind, FieldProblem } from '#contracts/failure.js';

/** Which kind of refusal becomes which HTTP status. */
export const statusOf = {
  invalid: 400,
  too_large: 413,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
} satisfies Record<FailureKind, number>;

/** The status of a refusal. What conflicts with a version that the request itself named is told apart (RFC 9110, 15.5.13). */
export function statusFor({ kind, code }: Failure): number {
  return code.endsWith('.stale') ? 412 : statusOf[kind];
}

/** Problem details (RFC 9457), the body of every error. `code` is stable: programs may rely on it. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  /** The one field to blame, and what would have been accepted. */
  field?: string;
  expected?: string;
  /** Where in that field's text it goes wrong, counted from 0 in UTF-16 units, and what is there: empty where something is missing. */
  position?: number;
  found?: string;
  /** Seconds after which the same request may be granted, as in Retry-After. */
  retry_after?: number;
  /** Every refused field. */
  errors?: FieldProblem[];
  trace_id: string;
}
