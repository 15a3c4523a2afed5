import type { Seen, Step } from './statement-watch.js';

/** Statements by their text, each with the plans that the server had for it. */
type Plans = Map<string, Set<string>>;

const between = '\n  or\n';

/**
 * Statements by their text, each with the plans that the server had for it: what is looked at in which way, without estimates.
 * Which of several a server chooses can depend on what else there is, so that those which were `recorded` stay, as long as
 * the statement does.
 */
export function planText(seen: Seen[], recorded = ''): string {
  const plans: Plans = new Map();
  for (const { sql, plan } of seen) {
    if (plan.length === 0) continue;
    plans.set(sql, (plans.get(sql) ?? new Set()).add(plan.map(stepText).filter(isNew).join('\n')));
  }
  for (const [sql, others] of readPlans(recorded)) {
    if (others.size > 1) others.forEach((plan) => plans.get(sql)?.add(plan));
  }
  const entries = [...plans].sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.map(([sql, all]) => `${sql}\n${[...all].sort().join(between)}\n`).join('\n');
}

function readPlans(text: string): Plans {
  const entries = text.trimEnd().split('\n\n');
  return new Map(
    entries.map((entry) => {
      const [sql, ...plans] = entry.trimEnd().split('\n');
      return [sql, new Set(plans.join('\n').split(between))];
    }),
  );
}

const stepText = ({ table, type, key, key_len, Extra }: Step): string =>
  `  ${[table ?? '-', type, key && `${key}(${key_len})`, Extra && `[${Extra}]`].filter(Boolean).join(' ')}`;

/** The parts of a union that are alike are told once, however many there are. */
const isNew = (line: string, index: number, lines: string[]): boolean =>
  lines.findIndex((other) => unnumbered(other) === unnumbered(line)) === index;

const unnumbered = (line: string): string => line.replace(/<(derived|subquery)\d+>/, '<$1>');
