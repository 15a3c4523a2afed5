/** What is compared: a part of the measurements, one of its numbers, with whom, and the ratio that is aimed at, if any. */
const row = (what, part, metric, ours, baseline, goal) => ({ what, part, metric, ours, baseline, goal });
const atMost = (factor) => ({ sign: '≤', factor });
const atLeast = (factor) => ({ sign: '≥', factor });

export const comparisons = [
  row('one call at a time, p50', 'oneCall', 'p50', 'errand', 'nest', atMost(0.85)),
  row('one call at a time, p50', 'oneCall', 'p50', 'errand', 'amqplib'),
  row('calls, 64 in flight', 'manyCalls', 'perSecond', 'errand', 'nest', atLeast(5)),
  row('calls, 64 in flight', 'manyCalls', 'perSecond', 'errand', 'amqplib', atLeast(3)),
  row('POST a task, 64 in flight', 'manyWrites', 'perSecond', 'errand', 'monolith', atLeast(2.5)),
  row('POST a task, 1 in flight, p50', 'oneWrite', 'p50', 'errand', 'monolith', atMost(1.1)),
  row('GET 50 tasks, 64 in flight', 'manyReads', 'perSecond', 'errand', 'monolith', atLeast(1.5)),
  row('POST a task, 64 in flight', 'manyWrites', 'perSecond', 'errand', 'one process', atLeast(0.6)),
  row('GET 50 tasks, 64 in flight', 'manyReads', 'perSecond', 'errand', 'one process', atLeast(0.6)),
];

/** What a baseline is called in the table. */
export const baselines = {
  nest: 'stock Nest RMQ',
  amqplib: 'raw amqplib',
  monolith: 'idiomatic monolith',
  'one process': 'ours in one process',
};

/** Of each idle process. */
export const mostMegabytes = 100;

export function isMet({ sign, factor }, ratio) {
  return sign === '≤' ? ratio <= factor : ratio >= factor;
}

export const inWords = ({ sign, factor }) => `${sign} ${factor} ×`;
