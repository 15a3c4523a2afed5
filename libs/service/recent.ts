/** Remembers so many things at most: when there is one more, it forgets the one that was not asked for the longest. */
export class Recent<K, V> {
  private readonly values = new Map<K, V>();
  /** What was asked for last is where it belongs already. */
  private newest?: K;

  constructor(private readonly most: number) {}

  get size(): number {
    return this.values.size;
  }

  get(key: K): V | undefined {
    const value = this.values.get(key);
    if (value === undefined || key === this.newest) return value;
    this.values.delete(key);
    this.values.set(key, value);
    this.newest = key;
    return value;
  }

  set(key: K, value: V): void {
    this.values.delete(key);
    const [oldest] = this.values.keys();
    if (this.values.size >= this.most && oldest !== undefined) this.values.delete(oldest);
    this.values.set(key, value);
    this.newest = key;
  }

  delete(key: K): void {
    this.values.delete(key);
  }

  clear(): void {
    this.values.clear();
  }

  entries(): IterableIterator<[K, V]> {
    return this.values.entries();
  }
}
