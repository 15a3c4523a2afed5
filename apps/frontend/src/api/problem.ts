/** One refused field, as the API reports it. */
export interface FieldProblem {
  field: string;
  code: string;
  expected: string;
}

interface ProblemDetails {
  title?: string;
  detail?: string;
  code?: string;
  field?: string;
  expected?: string;
  position?: number;
  found?: string;
  errors?: FieldProblem[];
  trace_id?: string;
}

/** A refusal of the API (RFC 9457 problem details), or the API being out of reach (`status` 0). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: string;
  readonly traceId: string | undefined;
  readonly fields: FieldProblem[];
  /** Where in what was written it goes wrong, and what is there. */
  readonly place: { position: number; found: string } | undefined;

  constructor(
    readonly status: number,
    details: ProblemDetails = {},
  ) {
    super(details.detail ?? details.title ?? fallback(status));
    this.code = details.code ?? 'unknown';
    this.traceId = details.trace_id;
    this.fields = details.errors ?? [];
    const { position, found = '' } = details;
    this.place = position === undefined ? undefined : { position, found };
    if (this.fields.length === 0 && details.field) {
      this.fields = [{ field: details.field, code: this.code, expected: details.expected ?? '' }];
    }
  }

  /** Nothing is wrong with the request: the same call may succeed a moment later. */
  get away(): boolean {
    return this.status === 0 || (this.status >= 502 && this.status <= 504);
  }

  /** What to show beside one of the named fields. */
  messageFor(...names: string[]): string | undefined {
    const found = this.fields.find(({ field }) => names.includes(field));
    if (!found) return undefined;
    return found.expected ? `This should be ${found.expected.replace(/`([^`]+)`/g, '“$1”')}.` : this.message;
  }
}

function fallback(status: number): string {
  if (status === 0 || status >= 502) return 'The server can’t be reached right now.';
  if (status === 429) return 'That was a little too fast. Wait a moment and try again.';
  if (status >= 500) return 'Something went wrong on the server.';
  return 'That didn’t work.';
}

/** Reads a failed answer, whatever its body turns out to be. */
export function problemFrom(status: number, body: unknown): Problem {
  return new Problem(status, typeof body === 'object' && body !== null ? body : {});
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(-1, { detail: error instanceof Error ? error.message : 'Something went wrong.' });
}
