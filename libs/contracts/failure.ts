/**
 * Why a command was refused. The gateway maps each kind to one HTTP status; services know nothing of HTTP.
 * `unavailable` means that nothing is wrong with the request: the same call may succeed a moment later.
 */
export const failureKinds = [
  'invalid',
  'too_large',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'rate_limited',
  'unavailable',
] as const;

export type FailureKind = (typeof failureKinds)[number];

/** One field that was refused: its path (`due.date`), the rule that it broke, and what was expected instead. */
export interface FieldProblem {
  field: string;
  code: string;
  expected: string;
}

export interface FailureDetails {
  /** Path of the one field to blame, where there is one. */
  field?: string;
  /** What would have been accepted, in words for a person. */
  expected?: string;
  /** Where in the text of that field it goes wrong, counted from 0 in UTF-16 units, and what is there: empty where something is missing. */
  position?: number;
  found?: string;
  /** Whole seconds after which the same request may be granted. */
  retry_after?: number;
  /** Every refused field, when validation refused several. */
  errors?: FieldProblem[];
}

/** A refusal as it travels between processes. */
export interface FailureData extends FailureDetails {
  kind: FailureKind;
  code: string;
  message: string;
}

/**
 * A refusal that the caller can act on. `code` is `feature.reason` and never changes once released;
 * anything thrown that is not a `Failure` is a bug and reaches the outside as an opaque error.
 */
export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(
    readonly kind: FailureKind,
    readonly code: string,
    message: string,
    readonly details: FailureDetails = {},
  ) {
    super(message);
  }

  toJSON(): FailureData {
    return { kind: this.kind, code: this.code, message: this.message, ...this.details };
  }

  static from({ kind, code, message, ...details }: FailureData): Failure {
    return new Failure(kind, code, message, details);
  }
}

/** The service that was asked has a bug: it has logged it, and nothing more is told. */
export class RemoteBug extends Error {
  override readonly name = 'RemoteBug';
}

/** A refused value of one field: what it is called and what was expected of it. */
export function invalid(code: string, field: string, expected: string): Failure {
  return new Failure('invalid', code, `${field}: expected ${expected}`, { field, expected });
}

/** What is no longer as whoever wants to change it saw it. */
export function stale(feature: string): Failure {
  return new Failure('conflict', `${feature}.stale`, `The ${feature} has changed since.`, {
    field: 'If-Match',
    expected: 'the ETag of its newest answer',
  });
}

/** What does not exist, or may not be seen by this actor; the two read the same. */
export function notFound(feature: string): Failure {
  return new Failure('not_found', `${feature}.not_found`, `There is no such ${feature}.`);
}
