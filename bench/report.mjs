import { baselines, comparisons, inWords, isMet, mostMegabytes } from './goals.mjs';
import { ratios, spread } from './rounds.mjs';

/**
 * Every comparison with its numbers.
 *
 * @param {Record<string, Record<string, Record<string, number>[]>>} measured by part, contestant and round
 */
export function compare(measured) {
  return comparisons.map(({ what, part, metric, ours, baseline, goal }) => {
    const [left, right] = [ours, baseline].map((name) => measured[part][name].map((result) => result[metric]));
    const ratio = spread(ratios(left, right));
    return {
      what,
      metric,
      baseline: baselines[baseline],
      ours: spread(left),
      theirs: spread(right),
      ratio,
      ...(goal && { goal: inWords(goal), met: isMet(goal, ratio.median) }),
    };
  });
}

/** The table for people. */
export function table(compared, memory) {
  const head = ['what', 'baseline', 'ours', 'theirs', 'ratio (min–max)', 'goal', 'met'];
  const rows = compared.map(({ what, metric, baseline, ours, theirs, ratio, goal, met }) => [
    what,
    baseline,
    amount(ours, metric),
    amount(theirs, metric),
    `${twoDigits(ratio.median)} × (${twoDigits(ratio.min)}–${twoDigits(ratio.max)})`,
    goal ?? '–',
    yesOrNo(met),
  ]);
  for (const [name, { idle, after }] of Object.entries(memory)) {
    const size = `${idle.toFixed(0)} MB (${after.toFixed(0)} after load)`;
    rows.push([`${name} idle, memory`, '–', size, '–', '–', `≤ ${mostMegabytes} MB`, yesOrNo(idle <= mostMegabytes)]);
  }
  return lines([head, ...rows]);
}

const yesOrNo = (met) => (met === undefined ? '–' : met ? 'yes' : 'no');

const twoDigits = (value) => value.toFixed(2);

function amount({ median, min, max }, metric) {
  const [digits, unit] = metric === 'p50' ? [2, 'ms'] : [0, '/s'];
  const [middle, low, high] = [median, min, max].map((value) => value.toFixed(digits));
  return `${middle} ${unit} (${low}–${high})`;
}

function lines(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
