/** A way from one thing to another. */
export interface Step {
  from: string;
  to: string;
}

/**
 * Those steps without which none of the others leads back to where it began: of each circle one, the last where the steps of it
 * follow each other. Takes time by how many steps there are.
 */
export function closingCircles<T extends Step>(steps: T[]): T[] {
  const ahead = new Map<string, T[]>();
  for (const step of steps) {
    const known = ahead.get(step.from);
    if (known) known.push(step);
    else ahead.set(step.from, [step]);
  }
  const closing: T[] = [];
  const seen = new Set<string>();
  const above = new Set<string>();
  const enter = (id: string): { id: string; left: Iterator<T> } => {
    seen.add(id);
    above.add(id);
    return { id, left: (ahead.get(id) ?? []).values() };
  };
  for (const start of ahead.keys()) {
    const path = seen.has(start) ? [] : [enter(start)];
    while (path.length > 0) {
      const { id, left } = path.at(-1)!;
      const { done, value: step } = left.next() as IteratorResult<T, undefined>;
      if (done) {
        above.delete(id);
        path.pop();
      } else if (above.has(step.to)) closing.push(step);
      else if (!seen.has(step.to)) path.push(enter(step.to));
    }
  }
  return closing;
}
