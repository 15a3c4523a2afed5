/**
 * Gathers what is handed over in one turn of the event loop, by destination, and passes it on together when the turn ends:
 * under load many things share one message, and alone one waits for nothing. At most `most` go together.
 */
export class Gathering<T> {
  private readonly waiting = new Map<string, T[]>();

  constructor(
    private readonly most: number,
    private readonly pass: (destination: string, items: T[]) => void,
  ) {}

  add(destination: string, item: T): void {
    const items = this.waiting.get(destination);
    if (items) {
      items.push(item);
      if (items.length < this.most) return;
      this.waiting.delete(destination);
      this.pass(destination, items);
    } else {
      this.waiting.set(destination, [item]);
      if (this.waiting.size === 1) setImmediate(() => this.passAll());
    }
  }

  private passAll(): void {
    const gathered = [...this.waiting];
    this.waiting.clear();
    for (const [destination, items] of gathered) this.pass(destination, items);
  }
}
