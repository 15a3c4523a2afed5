import type { IncomingHttpHeaders } from 'node:http';

/** What a download is about: a strong validator, the time of its last change (in whole seconds), its bytes. */
export interface Representation {
  etag: string;
  lastModified: Date;
  size: number;
}

/** How a GET is answered: with everything, with the bytes from `start` to `end` (both included), or with none. */
export type Selection =
  { status: 200 } | { status: 206; start: number; end: number } | { status: 304 } | { status: 416 };

/**
 * Evaluates the conditions and the range of a GET (RFC 9110, sections 13.2.2 and 14.2). A request for several ranges, or
 * one that cannot be read, is answered with everything, as the RFC allows. Written here because the libraries at hand
 * validate by time and size of a file; the hash of content is a strong validator, which makes `If-Range` dependable.
 */
export function select(headers: IncomingHttpHeaders, representation: Representation): Selection {
  if (isUnchanged(headers, representation)) return { status: 304 };
  const range = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(headers.range?.trim() ?? '');
  const [, first = '', last = ''] = range ?? [];
  if ((!first && !last) || !isSameForRange(headers['if-range'], representation)) return { status: 200 };
  if (first && last && Number(first) > Number(last)) return { status: 200 };
  const { size } = representation;
  const start = first ? Number(first) : Math.max(0, size - Number(last));
  const end = first && last ? Math.min(Number(last), size - 1) : size - 1;
  return start < size ? { status: 206, start, end } : { status: 416 };
}

function isUnchanged(headers: IncomingHttpHeaders, { etag, lastModified }: Representation): boolean {
  const known = headers['if-none-match'];
  if (known !== undefined) {
    return known.trim() === '*' || known.split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
  }
  const since = headers['if-modified-since'];
  return since !== undefined && lastModified.getTime() <= Date.parse(since);
}

function isSameForRange(condition: unknown, { etag, lastModified }: Representation): boolean {
  if (typeof condition !== 'string') return true;
  const text = condition.trim();
  return text.startsWith('"') || text.startsWith('W/') ? text === etag : Date.parse(text) === lastModified.getTime();
}
