import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ReminderFiring } from './reminder-firing.js';

/** Milliseconds between two looks: at most, for a reminder that another replica has taken in; at least, while others fire. */
const longestPause = 1000;
const shortestPause = 20;

/**
 * Looks for reminders that are due: when the next that is known of is, and every second as a safety net. Any number of
 * replicas do so side by side; what came due while none was there is fired by the first that is.
 */
@Injectable()
export class ReminderScheduler implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ReminderScheduler.name);
  private timer?: NodeJS.Timeout;
  private working?: Promise<void>;
  private stopped = false;
  /** When to look next, in milliseconds since 1970. */
  private next = Infinity;

  constructor(private readonly firing: ReminderFiring) {}

  onApplicationBootstrap(): void {
    this.wakeAt(Date.now());
  }

  /** What is being fired is committed before the process goes on stopping. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.working;
  }

  /** A reminder fires then, which may be earlier than what this waits for. */
  wakeAt(moment: number): void {
    if (moment >= this.next) return;
    this.next = moment;
    if (!this.working) this.wait();
  }

  private wait(): void {
    clearTimeout(this.timer);
    if (this.stopped) return;
    this.timer = setTimeout(() => (this.working = this.look()), Math.max(0, this.next - Date.now()));
  }

  private async look(): Promise<void> {
    this.next = Infinity;
    const pause = await this.fire().catch((error: Error) => {
      this.logger.warn(`Reminders wait: ${error.message}`);
      return longestPause;
    });
    this.working = undefined;
    this.next = Math.min(this.next, Date.now() + pause);
    this.wait();
  }

  /** Answers for how long there is nothing to do. */
  private async fire(): Promise<number> {
    if (await this.firing.fireDue()) return 0;
    const wait = (await this.firing.untilNext()) ?? longestPause;
    return Math.min(Math.max(Math.ceil(wait), shortestPause), longestPause);
  }
}
