import { Failure } from '#contracts/failure.js';

/** Refuses a query: where it goes wrong, what is there, and what was expected instead. */
export function syntaxFailure(position: number, found: string, expected: string): Failure {
  const there = found === '' ? 'nothing' : `\`${found}\``;
  const message = `query: at position ${position} expected ${expected}, found ${there}`;
  return new Failure('invalid', 'filter.syntax', message, { field: 'query', position, found, expected });
}
