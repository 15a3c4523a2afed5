import { Controller, Get, Header } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, register } from 'prom-client';
import { lookInside } from './deadline.js';
import { version } from './version.js';

/** Seconds, from a fraction of a millisecond to the usual deadline and beyond. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Observations that wait for each other: many are counted faster one after the other than each while somebody waits for its answer. */
const mostNoted = 100;

/** How long things took, and thereby how many there were; the name ends in `_seconds`. */
export class Durations<Label extends string> {
  private readonly histogram: Histogram<Label>;
  private readonly noted: { labels: Record<Label, string>; seconds: number }[] = [];

  constructor(name: `${string}_seconds`, help: string, labelNames: Label[]) {
    const collect = (): void => this.settle();
    this.histogram = new Histogram({ name: `errand_${name}`, help, labelNames, buckets, collect });
  }

  /** `since` is a value of `performance.now()`. */
  observe(labels: Record<Label, string>, since: number): void {
    this.noted.push({ labels, seconds: (performance.now() - since) / 1000 });
    if (this.noted.length === mostNoted) this.settle();
  }

  private settle(): void {
    for (const { labels, seconds } of this.noted) this.histogram.observe(labels, seconds);
    this.noted.length = 0;
  }
}

/** Milliseconds that a reading may take. */
const patience = 1000;

type Reading = number | Record<string, number>;

/**
 * A number that is read whenever somebody asks, or several that are told apart by a label. Whoever measured the same before
 * is forgotten, and one that cannot be read in time is left out.
 */
export function measure(name: string, help: string, read: () => Reading | Promise<Reading>, label = 'of'): void {
  const full = `errand_${name}`;
  register.removeSingleMetric(full);
  new Gauge({
    name: full,
    help,
    labelNames: [label],
    async collect() {
      this.reset();
      const reading = await lookInside<Reading>(patience, {}, read);
      if (typeof reading === 'number') this.set(reading);
      else for (const [value, number] of Object.entries(reading)) this.set({ [label]: value }, number);
    },
  });
}

/** Counts things; the name ends in `_total`. */
export class Count<Label extends string> {
  private readonly counter: Counter<Label>;

  constructor(name: `${string}_total`, help: string, labelNames: Label[]) {
    this.counter = new Counter({ name: `errand_${name}`, help, labelNames });
  }

  add(labels: Record<Label, string>): void {
    this.counter.inc(labels);
  }
}

/** What every process tells of itself: its version, CPU, memory, file descriptors, the lag of its event loop. */
let common = false;
function measureProcess(): void {
  if (!common) collectDefaultMetrics({ eventLoopMonitoringPrecision: 20 });
  measure('info', 'Always 1, with the version of the process', () => ({ [version]: 1 }), 'version');
  common = true;
}

/** For Prometheus, in its text format. */
@Controller('metrics')
export class MetricsController {
  constructor() {
    measureProcess();
  }

  @Get()
  @Header('Content-Type', register.contentType)
  @Header('Cache-Control', 'no-store')
  metrics(): Promise<string> {
    return register.metrics();
  }
}
