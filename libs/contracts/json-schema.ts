/** OpenAPI 3.1 and AsyncAPI 3 say `null` as JSON Schema does, and do not know the `nullable` that the decorators write. */
export function withNulls(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withNulls);
  if (typeof node !== 'object' || node === null) return node;
  const mapped: Record<string, unknown> = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, withNulls(value)]),
  );
  const { nullable, ...rest } = mapped;
  if (nullable !== true) return nullable === undefined ? rest : { ...rest, nullable };
  if (typeof rest.type !== 'string') return { anyOf: [rest, { type: 'null' }] };
  const values = rest.enum as unknown[] | undefined;
  return { ...rest, type: [rest.type, 'null'], ...(values ? { enum: [...values, null] } : {}) };
}
