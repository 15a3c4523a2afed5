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
  private running?: Promise<void>;
  private stopped = false;
  /** When to look next, in milliseconds since 1970. */
  private next = Infinity;
  private timer?: NodeJS.Timeout;
  private look: () => void = () => undefined;

  constructor(private readonly firing: ReminderFiring) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  /** What is being fired is committed before the process goes on stopping. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    this.look();
    await this.running;
    clearTimeout(this.timer);
  }

  /** A reminder fires then, which may be earlier than what this waits for. */
  wakeAt(moment: number): void {
    if (moment >= this.next) return;
    this.next = moment;
    this.setTimer();
  }

  /** One loop from start to end: it belongs to no request, and to no deadline of one that adds a reminder. */
  private async run(): Promise<void> {
    while (!this.stopped) {
      this.next = Infinity;
      const pause = await this.fire().catch((error: Error) => {
        this.logger.warn(`Reminders wait: ${error.message}`);
        return longestPause;
      });
      this.next = Math.min(this.next, Date.now() + pause);
      if (!this.stopped) await this.rest();
    }
  }

  private rest(): Promise<void> {
    return new Promise((resolve) => {
      this.look = resolve;
      this.setTimer();
    });
  }

  private setTimer(): void {
    clearTimeout(this.timer);
    const wait = Math.min(Math.max(0, this.next - Date.now()), longestPause);
    this.timer = setTimeout(() => this.look(), wait);
  }

  /** Answers for how long there is nothing to do. */
  private async fire(): Promise<number> {
    const wait = (await this.firing.untilNext()) ?? longestPause;
    if (wait > 0) return Math.min(Math.ceil(wait), longestPause);
    return (await this.firing.fireDue()) ? 0 : shortestPause;
  }
}
