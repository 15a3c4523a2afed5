import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { FieldProblem as Refused } from '#contracts/failure.js';
import type { Problem as ProblemDetails } from '#service/problem.js';

class FieldProblem implements Refused {
  @ApiProperty({ example: 'due.date' }) field!: string;
  @ApiProperty({ example: 'matches' }) code!: string;
  @ApiProperty({ description: 'What would have been accepted' }) expected!: string;
}

/** The body of every error, as it is described. */
export class Problem implements ProblemDetails {
  @ApiProperty({ example: 'about:blank' }) type!: string;
  @ApiProperty({ example: 'Bad Request' }) title!: string;
  @ApiProperty({ example: 400 }) status!: number;
  @ApiProperty({ description: 'What happened, for a person' }) detail!: string;
  @ApiProperty({ example: 'request.invalid', description: 'What happened, for a program; never changes' })
  code!: string;
  @ApiPropertyOptional({ description: 'The one field to blame' }) field?: string;
  @ApiPropertyOptional({ description: 'What would have been accepted' }) expected?: string;
  @ApiPropertyOptional({ description: "Where in that field's text it goes wrong, from 0, in UTF-16 units" })
  position?: number;
  @ApiPropertyOptional({ description: 'What is there; empty where something is missing' }) found?: string;
  @ApiPropertyOptional({ description: 'Seconds after which the same request may be granted, as in Retry-After' })
  retry_after?: number;
  @ApiPropertyOptional({ type: [FieldProblem], description: 'Every refused field' }) errors?: FieldProblem[];
  @ApiProperty({ description: 'Names this request in the logs' }) trace_id!: string;
}

/** The body of an error in the words of OAuth (RFC 6749, 5.2), with the problem's own beside them. */
export class OAuthProblem extends Problem {
  @ApiProperty({ example: 'invalid_grant' }) error!: string;
  @ApiProperty({ description: 'The detail once more' }) error_description!: string;
}
