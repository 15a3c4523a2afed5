import { originOf } from '#testing/http.js';
import type { Answered } from './answers.js';
import type { Operation } from './description.js';
import type { Request } from './requests.js';

const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** What of a text a URL or a form can carry: half a surrogate pair they cannot. */
const wellFormed = (value: unknown): string => Buffer.from(asText(value)).toString();
const inUrl = (value: unknown): string => encodeURIComponent(wellFormed(value));

function urlOf({ path }: Operation, { path: parts, query }: Request): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => inUrl(parts[name]) || '-');
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each) => `${name}=${inUrl(each)}`));
  return pairs.length > 0 ? `${filled}?${pairs.join('&')}` : filled;
}

/** Header values that a client can send at all. */
const headersOf = ({ headers }: Request): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name,
        asText(value)
          .replaceAll(/[^\x20-\x7e]/g, '?')
          .slice(0, 2000)
          .trim(),
      ]),
  );

function bodyOf({ body, file }: Request): { body?: string | FormData; type?: string } {
  if (file === undefined)
    return body === undefined ? {} : { body: asText(JSON.stringify(body)), type: 'application/json' };
  const form = new FormData();
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  for (const [name, value] of fields) if (name !== 'file') form.append(wellFormed(name), wellFormed(value));
  form.append('file', new Blob([file]), 'file.csv');
  return { body: form };
}

/** Where everybody seems to come from: wrong passwords here must not slow down who else comes from this machine. */
const elsewhere = '203.0.113.7';

/** Sends a request to the running system; answers with what was sent in words, too. */
export async function send(
  operation: Operation,
  request: Request,
  token: string | undefined,
): Promise<Answered & { sent: string }> {
  const url = urlOf(operation, request);
  const { body, type } = bodyOf(request);
  const headers = {
    ...headersOf(request),
    'x-forwarded-for': elsewhere,
    ...(type ? { 'content-type': type } : {}),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
  const answer = await fetch(`${originOf(url)}${url}`, {
    method: operation.method,
    redirect: 'manual',
    headers,
    ...(operation.method === 'GET' || body === undefined ? {} : { body }),
  });
  const sent = `${operation.method} ${url.slice(0, 600)} ${JSON.stringify(headersOf(request))} ${JSON.stringify(request.body)?.slice(0, 1500)} ${request.file ?? ''}`;
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text(), sent };
}
