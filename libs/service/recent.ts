/**
 * Remembers what was asked for lately: at least the last half of `most` things, and never more than `most`. They are two
 * generations; when the younger one is full it becomes the older, whose things are forgotten unless they were asked for since.
 */
export class Recent<K, V> {
  private young = new Map<K, V>();
  private old = new Map<K, V>();
  private readonly half: number;

  constructor(most: number) {
    this.half = Math.ceil(most / 2);
  }

  get(key: K): V | undefined {
    const value = this.young.get(key);
    if (value !== undefined) return value;
    const older = this.old.get(key);
    if (older !== undefined) this.set(key, older);
    return older;
  }

  set(key: K, value: V): void {
    this.young.set(key, value);
    if (this.young.size <= this.half) return;
    this.young.delete(key);
    this.old = this.young;
    this.young = new Map([[key, value]]);
  }

  clear(): void {
    this.young.clear();
    this.old.clear();
  }
}
