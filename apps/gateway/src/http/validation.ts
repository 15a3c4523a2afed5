import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { Failure, type FieldProblem } from '#contracts/failure.js';
import { CompiledContracts, type ContractClass } from './compiled/compiled-contracts.js';
import { keepKnownRules } from './known-rules.js';

keepKnownRules();

/** Refuses what its contract class refuses, naming each field, the rule and what was expected. */
@Injectable()
class ContractPipe extends ValidationPipe {
  private readonly compiled: CompiledContracts;

  constructor(forbidNonWhitelisted: boolean) {
    super({ transform: true, whitelist: true, forbidNonWhitelisted, exceptionFactory: refuse });
    this.compiled = new CompiledContracts(forbidNonWhitelisted);
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const told = metadata.type === 'body' ? objectIn(value) : value;
    if (!metadata.metatype || !this.toValidate(metadata)) return super.transform(told, metadata);
    return this.compiled.read(metadata.metatype as ContractClass, told) ?? super.transform(told, metadata);
  }
}

function objectIn(body: unknown): object {
  const told = body ?? {};
  if (typeof told === 'object' && !Array.isArray(told)) return told;
  throw new Failure('invalid', 'request.invalid', 'The body should be a JSON object.', { expected: 'a JSON object' });
}

/** For Errand's own routes: a field that is not declared is a mistake, and refused. */
export const strict = new ContractPipe(true);

/** For the routes that clients of the Todoist API know: fields that Errand does not have are ignored. */
export const lenient = new ContractPipe(false);

function refuse(errors: ValidationError[]): Failure {
  const problems = errors.flatMap((error) => fieldProblems(error));
  const only = problems.length === 1 ? problems[0] : undefined;
  return new Failure('invalid', 'request.invalid', problems.map(({ expected }) => expected).join('; '), {
    ...(only ? { field: only.field, expected: only.expected } : {}),
    errors: problems,
  });
}

function fieldProblems({ property, constraints = {}, children = [] }: ValidationError, path = ''): FieldProblem[] {
  const field = path + property;
  const own = Object.entries(constraints).map(([rule, expected]) => ({ field, code: snakeCase(rule), expected }));
  return [...own, ...children.flatMap((child) => fieldProblems(child, `${field}.`))];
}

const snakeCase = (rule: string): string =>
  rule === 'whitelistValidation' ? 'unknown_field' : rule.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
