const units = ['B', 'kB', 'MB', 'GB'];

/** Bytes as people read them: 312 B, 48 kB, 2.4 MB. */
export function formatSize(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  const digits = power > 1 && value < 10 ? 1 : 0;
  return `${value.toFixed(digits)} ${units[power] ?? ''}`;
}
