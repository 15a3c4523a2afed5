import { randomUUID } from 'node:crypto';
import { currentTrace } from '#service/trace.js';

/**
 * Ids for the commands that one request is made of: the same ones when the same request comes again, so that each of its
 * steps is done once.
 */
export function stepsOfRequest(purpose: string): (step: string) => string {
  const base = currentTrace()?.requestId ?? randomUUID();
  return (step) => `${base} ${purpose} ${step}`;
}
