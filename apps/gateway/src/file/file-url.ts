import { notFound } from '#contracts/failure.js';

/**
 * The id in a `file_url` of ours, wherever this system was reached from when it was given out; `file.not_found` for any
 * other address. Nothing is ever fetched from the address itself.
 */
export function fileIdOf(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  const id = /^\/api\/v1\/files\/([0-9a-f-]{36})\//i.exec(path)?.[1];
  if (!id) throw notFound('file');
  return id;
}
