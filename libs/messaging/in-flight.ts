/** Work that was begun and has not ended yet. */
export class InFlight {
  private going = 0;
  private whenIdle: () => void = () => undefined;

  get size(): number {
    return this.going;
  }

  begin(): void {
    this.going++;
  }

  /** Of one that was begun. */
  end(): void {
    if (--this.going === 0) this.whenIdle();
  }

  /** Resolves when nothing is left, or after `limit` milliseconds. */
  async idle(limit = 10_000): Promise<void> {
    if (this.going === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.whenIdle = resolve;
      timer = setTimeout(resolve, limit);
    });
    clearTimeout(timer);
  }
}
