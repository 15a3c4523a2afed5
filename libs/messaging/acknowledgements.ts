/** Milliseconds that an acknowledgement may wait for others, and how many may wait. */
const longest = 5;
const most = 8;

/**
 * Acknowledges what a channel brought: soon, and as much as was done by then with one frame, since each frame is work for the
 * broker while the next call is waiting for it (ADR 71).
 */
export class Acknowledgements {
  private readonly done = new Set<number>();
  /** Acknowledged before one that came before them. */
  private readonly early = new Set<number>();
  /** All up to this one are acknowledged. */
  private upTo = 0;
  private timer?: NodeJS.Timeout;

  constructor(private readonly send: (deliveryTag: number, allUpTo: boolean) => void) {}

  /** Each delivery tag of the channel once, in any order. */
  add(deliveryTag: number): void {
    this.done.add(deliveryTag);
    if (this.done.size >= most) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), longest);
  }

  /** Leaves none waiting. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const last = this.passInARow();
    if (last) this.send(last, true);
    for (const tag of this.done) {
      this.send(tag, false);
      this.early.add(tag);
    }
    this.done.clear();
  }

  /** The last of those that were done and before which none is missing: the broker wants to be told of one that it waits for. */
  private passInARow(): number | undefined {
    let last: number | undefined;
    for (let next = this.upTo + 1; this.done.has(next) || this.early.has(next); next++) {
      if (this.done.delete(next)) last = next;
      else this.early.delete(next);
      this.upTo = next;
    }
    return last;
  }
}
