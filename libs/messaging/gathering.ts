/**
 * Gathers what is handed over in one turn of the event loop, by destination, and passes it on together when the turn ends:
 * under load many things share one message. At most `most` go together.
 */
export class Gathering<T> {
  private readonly gathered = new Map<string, T[]>();

  constructor(
    private readonly most: number,
    private readonly pass: (destination: string, items: T[]) => void,
  ) {}

  /** Whether something has not been passed on yet. */
  get waiting(): boolean {
    return this.gathered.size > 0;
  }

  /** `soon`: nothing else is to be expected, so that it waits only for what is handed over in the same breath. */
  add(destination: string, item: T, soon = false): void {
    const items = this.gathered.get(destination);
    if (!items) {
      this.gathered.set(destination, [item]);
      if (this.gathered.size === 1) this.passAllIn(soon);
      return;
    }
    items.push(item);
    if (items.length < this.most) return;
    this.gathered.delete(destination);
    this.pass(destination, items);
  }

  private passAllIn(aBreath: boolean): void {
    if (aBreath) process.nextTick(() => this.passAll());
    else setImmediate(() => this.passAll());
  }

  private passAll(): void {
    const all = [...this.gathered];
    this.gathered.clear();
    for (const [destination, items] of all) this.pass(destination, items);
  }
}
