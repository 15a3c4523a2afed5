import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { FailureKind, FieldProblem as Refused } from '#contracts/failure.js';

/** The one place where a refusal becomes an HTTP status. */
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

export class FieldProblem implements Refused {
  @ApiProperty({ example: 'due.date' }) field!: string;
  @ApiProperty({ example: 'matches' }) code!: string;
  @ApiProperty({ description: 'What would have been accepted' }) expected!: string;
}

/** Problem details (RFC 9457), the body of every error. `code` is stable: programs may rely on it. */
export class Problem {
  @ApiProperty({ example: 'about:blank' }) type!: string;
  @ApiProperty({ example: 'Bad Request' }) title!: string;
  @ApiProperty({ example: 400 }) status!: number;
  @ApiProperty({ description: 'What happened, for a person' }) detail!: string;
  @ApiProperty({ example: 'request.invalid', description: 'What happened, for a program; never changes' })
  code!: string;
  @ApiPropertyOptional({ description: 'The one field to blame' }) field?: string;
  @ApiPropertyOptional({ description: 'What would have been accepted' }) expected?: string;
  @ApiPropertyOptional({ description: 'Seconds after which the same request may be granted, as in Retry-After' })
  retry_after?: number;
  @ApiPropertyOptional({ type: [FieldProblem], description: 'Every refused field' }) errors?: FieldProblem[];
  @ApiProperty({ description: 'Names this request in the logs' }) trace_id!: string;
}
