import type { Problem } from '../../api/problem';

/** What is wrong with a file that was refused, and where in it: line 7.TYPE should be task, section, note or meta. */
export function problemOfFile(problem: Problem): string {
  const [first] = problem.fields;
  if (problem.code === 'file.too_large') return `The file is too large: ${first?.expected ?? 'send a smaller one'}.`;
  if (!first?.expected) return problem.message;
  const where = first.field === 'file' ? 'This' : `Not added: “${first.field}”`;
  return `${where} should be ${first.expected.replace(/`([^`]+)`/g, '“$1”')}.`;
}
