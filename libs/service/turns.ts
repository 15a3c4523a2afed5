import { AsyncLocalStorage } from 'node:async_hooks';

/** Lets at most so many pieces of work go on at a time. The others wait for their turn, first come, first served. */
export class Turns {
  private readonly queue: (() => void)[] = [];
  private begun = 0;

  constructor(private readonly most: number) {}

  /** Pieces of work that go on now. */
  get inWork(): number {
    return this.begun;
  }

  /** Pieces of work that wait. */
  get waiting(): number {
    return this.queue.length;
  }

  /** Begins the work at once, or when its turn comes; it may find then that there is nothing to do any more. */
  take<T>(work: () => Promise<T>): Promise<T> {
    if (this.begun < this.most) return this.begin(work);
    const inItsContext = AsyncLocalStorage.snapshot();
    return new Promise((resolve) => this.queue.push(() => resolve(inItsContext(() => this.begin(work)))));
  }

  private begin<T>(work: () => Promise<T>): Promise<T> {
    this.begun += 1;
    const going = work();
    going.then(this.end, this.end);
    return going;
  }

  private readonly end = (): void => {
    this.begun -= 1;
    this.queue.shift()?.();
  };
}
