import { Problem, problemFrom } from './problem';
import { session, sessionIsOver } from './session';
import type { Attachment } from './types';

/** What may be said about a transfer while it is under way. */
export interface Underway {
  /** Hears the fraction that has passed, which `fetch` cannot tell; 1 while the server works on it. */
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
}

/** Sends one file. */
export async function uploadFile(file: File, underway: Underway): Promise<Attachment> {
  return (await sendForm('/api/v1/uploads', { file }, underway)) as Attachment;
}

/** Sends a form with a file in it; answers what the API does, or throws a `Problem`. */
export async function sendForm(
  path: string,
  fields: Record<string, string | File>,
  { onProgress, signal }: Underway,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const request = new XMLHttpRequest();
  request.responseType = 'json';
  request.upload.onprogress = ({ loaded, total }) => onProgress?.(total ? loaded / total : 0);
  await send(request, 'POST', path, { form, signal, headers });
  const body = request.response as unknown;
  if (request.status < 200 || request.status >= 300) throw problemFrom(request.status, body);
  return body;
}

/** Gets a file that the API makes; `onBytes` hears how much of it has come. The browser may keep it on disk. */
export async function downloadFile(
  path: string,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<{ name: string; bytes: Blob }> {
  const request = new XMLHttpRequest();
  request.responseType = 'blob';
  request.onprogress = ({ loaded }) => onBytes(loaded);
  await send(request, 'GET', path, { signal });
  const bytes = request.response as Blob;
  if (request.status !== 200) throw problemFrom(request.status, readJson(await bytes.text()));
  return { name: nameIn(request.getResponseHeader('content-disposition') ?? ''), bytes };
}

interface Sending {
  form?: FormData;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

/** Resolves when the whole answer is there, whatever it is. */
async function send(request: XMLHttpRequest, method: string, path: string, sending: Sending): Promise<void> {
  const { form, headers = {}, signal } = sending;
  const asked = session.get();
  await new Promise<void>((resolve, reject) => {
    request.open(method, path);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.onload = () => resolve();
    request.onerror = () => reject(new Problem(0));
    request.onabort = () => reject(new DOMException('The transfer was cancelled.', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(form);
  });
  if (request.status === 401) sessionIsOver(asked);
}

/** RFC 6266: `filename*` in UTF-8 before `filename`. */
function nameIn(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  return encoded ? decodeURIComponent(encoded) : (/filename="([^"]+)"/i.exec(disposition)?.[1] ?? 'errand');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
