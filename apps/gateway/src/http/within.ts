import { currentTrace, inTrace, type Trace } from '#service/trace.js';

/** Gives work more time than a request has otherwise: so many milliseconds from now. */
export const within = <T>(ms: number, work: () => T, trace: Trace | undefined = currentTrace()): T =>
  trace ? inTrace({ ...trace, deadline: Date.now() + ms }, work) : work();
