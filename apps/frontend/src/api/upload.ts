import { Problem, problemFrom } from './problem';
import { session, sessionIsOver } from './session';
import type { Attachment } from './types';

/** Sends one file; `onProgress` hears the fraction that has left, which `fetch` cannot tell. */
export async function uploadFile(
  file: File,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<Attachment> {
  const { userId } = session.get();
  const { status, body } = await sendForm(file, onProgress, signal);
  if (status === 401) sessionIsOver(userId);
  if (status < 200 || status >= 300) throw problemFrom(status, body);
  return body as Attachment;
}

function sendForm(
  file: File,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    form.append('file', file);
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/uploads');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () => resolve({ status: request.status, body: request.response as unknown });
    request.onerror = () => reject(new Problem(0));
    request.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}
