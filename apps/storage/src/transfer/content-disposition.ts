/**
 * The `Content-Disposition` header for a file of this name (RFC 6266): the name in full in `filename*` (RFC 8187), and for
 * clients that do not read that, what ASCII has of it in `filename`.
 */
export function contentDisposition(type: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/gu, '_');
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${type}; filename="${plain}"; filename*=UTF-8''${full}`;
}
