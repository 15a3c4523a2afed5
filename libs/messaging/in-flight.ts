/** Work that was begun and has not ended yet. */
export class InFlight {
  private going = 0;
  private readonly waiting = new Set<() => void>();

  get size(): number {
    return this.going;
  }

  begin(): void {
    this.going++;
  }

  /** Of one that was begun. */
  end(): void {
    if (--this.going === 0) for (const tell of this.waiting) tell();
  }

  /** Resolves when nothing is left, or after `limit` milliseconds. */
  async idle(limit = 10_000): Promise<void> {
    if (this.going === 0) return;
    await new Promise<void>((resolve) => {
      const tell = (): void => {
        clearTimeout(timer);
        this.waiting.delete(tell);
        resolve();
      };
      const timer = setTimeout(tell, limit);
      this.waiting.add(tell);
    });
  }
}
