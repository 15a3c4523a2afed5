import { Failure } from '#contracts/failure.js';

/** Refuses a query: where it goes wrong, what is there, and what was expected instead. */
export function syntaxFailure(position: number, text: string, expected: string): Failure {
  const found = text === '' ? 'the end' : `\`${text}\``;
  const message = `query: at position ${position} expected ${expected}, found ${found}`;
  return new Failure('invalid', 'filter.syntax', message, { field: 'query', position, found, expected });
}
