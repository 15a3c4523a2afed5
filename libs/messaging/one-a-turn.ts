/**
 * Lets one go on in each turn of the event loop. What one has to send is then on its way before the next is begun, so that
 * sender, broker and receiver work at the same time; and nothing else in the process waits for all of them.
 */
export class OneATurn {
  private readonly waiting: (() => void)[] = [];
  private busy = false;

  /** Begins the work now, or when those before it have had their turn. */
  take(work: () => void): void {
    if (this.busy) this.waiting.push(() => this.begin(work));
    else this.begin(work);
  }

  private begin(work: () => void): void {
    this.busy = true;
    // the first comes before the writes that this work asks for, the second after them
    setImmediate(() => setImmediate(this.next));
    work();
  }

  private readonly next = (): void => {
    this.busy = false;
    this.waiting.shift()?.();
  };
}
