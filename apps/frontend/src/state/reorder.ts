/** A list with one of its entries before another one, or last. */
export function putBefore<T extends { id: string }>(list: T[], moved: T, before: T | undefined): T[] {
  const others = list.filter(({ id }) => id !== moved.id);
  const at = others.findIndex(({ id }) => id === before?.id);
  return others.toSpliced(at < 0 ? others.length : at, 0, moved);
}
