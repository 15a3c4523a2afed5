const namesAnId = /(^|_)id$/;
const namedByIds = new Set(['id_order_mapping', 'ids_to_orders']);

/** The same arguments with the ids of what was made in the places of what a client calls it until then. */
export function resolveTempIds<T>(value: T, made: ReadonlyMap<string, string>): T {
  const idOf = (text: string): string => made.get(text) ?? text;
  const resolved = (each: unknown, name = ''): unknown => {
    if (typeof each === 'string') return namesAnId.test(name) ? idOf(each) : each;
    if (Array.isArray(each)) return each.map((one) => resolved(one, name));
    if (typeof each !== 'object' || each === null) return each;
    const entries = Object.entries(each);
    return Object.fromEntries(
      entries.map(([key, one]) => [namedByIds.has(name) ? idOf(key) : key, resolved(one, key)] as const),
    );
  };
  return resolved(value) as T;
}
