import type { Answer } from '#testing/http.js';

/** Sends one file as a form, as browsers do. */
export async function sendFile<T>(
  path: string,
  token: string,
  file: Uint8Array | string,
  name: string,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const form = new FormData();
  form.append('file', new Blob([file as BlobPart]), name);
  const answer = await fetch(`${process.env.ERRAND_URL}${path}`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as T };
}
