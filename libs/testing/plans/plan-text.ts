import type { Seen, Step } from './statement-watch.js';

/** Statements by their text, each with the plans that the server had for it: what is looked at in which way, without estimates. */
export function planText(seen: Seen[]): string {
  const plans = new Map<string, Set<string>>();
  for (const { sql, plan } of seen) {
    if (plan.length === 0) continue;
    plans.set(sql, (plans.get(sql) ?? new Set()).add(plan.map(stepText).filter(isNew).join('\n')));
  }
  const entries = [...plans].sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.map(([sql, all]) => `${sql}\n${[...all].sort().join('\n  or\n')}\n`).join('\n');
}

const stepText = ({ table, type, key, key_len, Extra }: Step): string =>
  `  ${[table ?? '-', type, key && `${key}(${key_len})`, Extra && `[${Extra}]`].filter(Boolean).join(' ')}`;

/** The parts of a union that are alike are told once, however many there are. */
const isNew = (line: string, index: number, lines: string[]): boolean =>
  lines.findIndex((other) => unnumbered(other) === unnumbered(line)) === index;

const unnumbered = (line: string): string => line.replace(/<(derived|subquery)\d+>/, '<$1>');
