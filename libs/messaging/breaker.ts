/** Calls in a row without an answer after which a service is taken to be away. */
const patience = 5;
const firstPause = 1000;
const longestPause = 2000;

/**
 * Remembers whether a service answers, so that nobody waits for one that does not: after five calls in a row without an
 * answer the next ones are refused at once, and after a pause (1 s, then 2 s) one is let through to find out.
 * Whatever a service answers, a refusal too, shows that it is there.
 */
export class Breaker {
  private unanswered = 0;
  private pause = firstPause;
  private closedUntil = 0;
  private probing = false;

  constructor(private readonly now: () => number = Date.now) {}

  /** Whether a call may go now; one that may has to be followed by `answered` or `gaveUp`. */
  admits(): boolean {
    if (!this.isOpen) return true;
    if (this.probing || this.now() < this.closedUntil) return false;
    this.probing = true;
    return true;
  }

  /** Milliseconds until the next call is let through; none when that depends on one that is on its way. */
  get closedFor(): number {
    return Math.max(0, this.closedUntil - this.now());
  }

  get isOpen(): boolean {
    return this.unanswered >= patience;
  }

  answered(): void {
    this.unanswered = 0;
    this.pause = firstPause;
    this.probing = false;
  }

  gaveUp(): void {
    // one that was on its way before tells nothing new
    if (this.isOpen && !this.probing) return;
    this.unanswered += 1;
    this.probing = false;
    if (this.unanswered < patience) return;
    this.closedUntil = this.now() + this.pause;
    this.pause = Math.min(this.pause * 2, longestPause);
  }

  /** The call ended for a reason that says nothing about the service. */
  undecided(): void {
    this.probing = false;
  }
}
