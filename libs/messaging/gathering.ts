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

  /** `alone`: nothing else is to be expected in this turn, so that it need not wait for its end. */
  add(destination: string, item: T, alone = false): void {
    const items = this.gathered.get(destination);
    if (items) {
      items.push(item);
      if (items.length < this.most) return;
      this.gathered.delete(destination);
      this.pass(destination, items);
    } else if (alone) {
      this.pass(destination, [item]);
    } else {
      this.gathered.set(destination, [item]);
      if (this.gathered.size === 1) setImmediate(() => this.passAll());
    }
  }

  private passAll(): void {
    const all = [...this.gathered];
    this.gathered.clear();
    for (const [destination, items] of all) this.pass(destination, items);
  }
}
