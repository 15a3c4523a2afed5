/**
 * Lets one go on in each turn of the event loop. What one has to send is then on its way before the next is begun, so that
 * sender, broker and receiver work at the same time; and nothing else in the process waits for all of them.
 */
export class OneATurn {
  private readonly waiting: (() => void)[] = [];
  private busy = false;

  /** Begins the work now, or when those before it have had their turn. */
  take<T>(work: () => Promise<T>): Promise<T> {
    if (this.busy) return new Promise((resolve) => this.waiting.push(() => resolve(this.begin(work))));
    return this.begin(work);
  }

  private begin<T>(work: () => Promise<T>): Promise<T> {
    this.busy = true;
    // the first comes before the writes that this work asks for, the second after them
    setImmediate(() => setImmediate(this.next));
    return work();
  }

  private readonly next = (): void => {
    this.busy = false;
    this.waiting.shift()?.();
  };
}
