import type { OutboxRow } from './outbox-rows.js';

/** Events on their way at a time; more are left to be claimed like any others. */
const most = 2000;
/** Milliseconds from one publishing to the next, in which events gather: who comes after a rest goes at once. */
export const gathering = 20;
/** Milliseconds that the removal of published ones waits for others, and how many it does not wait for. */
const pause = 100;
const batch = 500;

/**
 * The first event of an aggregate has none before it, so nobody has to look whether its turn has come: it is recorded under
 * a lease already, published when its transaction has committed, and removed together with others. What could not be
 * published is claimed like any other when the lease is over.
 */
export class FreshEvents {
  private arrived: OutboxRow[] = [];
  private published: OutboxRow[] = [];
  private onTheirWay = 0;
  private lastPublishing = -Infinity;
  private publishing?: NodeJS.Timeout;
  private removal?: NodeJS.Timeout;
  /** How many of those on their way somebody waits for. */
  private awaited = 0;
  private whenIdle: () => void = () => undefined;

  /** `publish` answers what was published; `onRemoved` is told when later events of the same aggregates may go. */
  constructor(
    private readonly publish: (rows: OutboxRow[]) => Promise<OutboxRow[]>,
    private readonly remove: (rows: OutboxRow[]) => Promise<void>,
    private readonly onRemoved: () => void,
    private readonly pauseBetween = gathering,
  ) {}

  add(row: OutboxRow): void {
    if (this.onTheirWay >= most) return;
    this.onTheirWay++;
    if (this.arrived.push(row) > 1) return;
    const rest = this.lastPublishing + this.pauseBetween - performance.now();
    if (rest > 0) this.publishing = setTimeout(() => void this.publishArrived(), rest);
    else setImmediate(() => void this.publishArrived()); // after the answer to who wrote it
  }

  /** Somebody looked for events and may have passed over some that wait for these: they go, and are removed, without a pause. */
  hurry(): void {
    if (this.onTheirWay === 0) return;
    this.awaited = this.onTheirWay;
    void this.publishArrived();
    void this.removePublished();
  }

  /** Resolves when nothing is on its way. */
  idle(): Promise<void> {
    if (this.onTheirWay === 0) return Promise.resolve();
    this.hurry();
    return new Promise((resolve) => (this.whenIdle = resolve));
  }

  private async publishArrived(): Promise<void> {
    clearTimeout(this.publishing);
    const rows = this.arrived;
    if (rows.length === 0) return;
    this.arrived = [];
    this.lastPublishing = performance.now();
    const published = await this.publish(rows);
    this.published.push(...published);
    this.forget(rows.length - published.length);
    if (this.awaited > 0 || this.published.length >= batch) return this.removePublished();
    this.removal ??= setTimeout(() => void this.removePublished(), pause).unref();
  }

  private async removePublished(): Promise<void> {
    clearTimeout(this.removal);
    this.removal = undefined;
    const rows = this.published;
    this.published = [];
    if (rows.length === 0) return;
    const wasAwaited = this.awaited > 0;
    await this.remove(rows);
    this.forget(rows.length);
    if (wasAwaited) this.onRemoved();
  }

  private forget(count: number): void {
    this.onTheirWay -= count;
    this.awaited = Math.max(0, this.awaited - count);
    if (this.onTheirWay === 0) this.whenIdle();
  }
}
