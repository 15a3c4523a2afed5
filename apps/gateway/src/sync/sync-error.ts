import type { FailureData, FailureKind } from '#contracts/failure.js';
import type { SyncError } from '#contracts/sync.contract.js';
import { statusOf } from '#service/problem.js';

/** The numbers and names by which clients of the Todoist API know why a command was refused. */
const known = {
  invalid: [20, 'INVALID_ARGUMENT_VALUE'],
  too_large: [20, 'INVALID_ARGUMENT_VALUE'],
  unauthenticated: [1, 'AUTHENTICATION_REQUIRED'],
  forbidden: [32, 'FORBIDDEN'],
  not_found: [22, 'NOT_FOUND'],
  conflict: [40, 'CONFLICT'],
  rate_limited: [35, 'LIMITS_REACHED'],
  unavailable: [50, 'UNAVAILABLE'],
} satisfies Record<FailureKind, [number, string]>;

/** A refusal in the shape of the Todoist Sync API. */
export function syncError({ kind, message, ...extra }: FailureData): SyncError {
  const [error_code, error_tag] = known[kind];
  return { error_code, error_tag, error: message, http_code: statusOf[kind], error_extra: extra };
}
