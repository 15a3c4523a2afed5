import { PassThrough, Readable } from 'node:stream';

/** The one host that the SDK takes for the home of attachments, and sends its token to. */
const sdkFileHost = 'https://files.todoist.com';
const filePath = /^\/api\/v1\/files\/[0-9a-f-]{36}\//i;

/**
 * A `customFetch` with which `@doist/todoist-sdk` works with Errand's attachments, unmodified:
 * `new TodoistApi(token, { baseUrl, customFetch: errandFetch(baseUrl) })`.
 *
 * `viewAttachment` accepts no other hosts than Todoist's own, so in answers the addresses of Errand's files are shown to the
 * SDK under that host, and what it asks of that host is asked of Errand. The token goes to Errand's origin only.
 *
 * @param {string} baseUrl where Errand is reached, such as `http://127.0.0.1:8000`
 * @returns {(url: string, options?: RequestInit & { timeout?: number }) => Promise<{ ok: boolean, status: number,
 *   statusText: string, headers: Record<string, string>, text: () => Promise<string>, json: () => Promise<unknown>,
 *   arrayBuffer: () => Promise<ArrayBuffer> }>}
 */
export function errandFetch(baseUrl) {
  const { origin } = new URL(baseUrl);

  return async (url, { body, headers, ...options } = {}) => {
    const target = atErrand(url, origin);
    const request = new Headers(headers);
    if (target.origin !== origin) request.delete('authorization');
    const response = await fetch(target, { ...options, ...bodyOf(body), headers: request }).catch((error) => {
      throw isStream(body) ? notSent(error) : error;
    });
    const text = async () => {
      const answer = await response.text();
      return isJson(response) && target.origin === origin ? JSON.stringify(JSON.parse(answer, forSdk)) : answer;
    };
    return {
      ok: response.ok,
      status: response.status,
      statusText: response.statusText,
      headers: Object.fromEntries(response.headers),
      text,
      json: async () => JSON.parse(await text()),
      arrayBuffer: () => response.arrayBuffer(),
    };
  };
}

function atErrand(url, origin) {
  const { origin: asked, pathname, search } = new URL(url);
  return asked === sdkFileHost ? new URL(pathname + search, origin) : new URL(url);
}

/** `JSON.parse` calls this for every value: only the two fields that name a file of Errand's are changed, never what people wrote. */
function forSdk(key, value) {
  if ((key !== 'file_url' && key !== 'image') || typeof value !== 'string' || !URL.canParse(value)) return value;
  const { pathname, search } = new URL(value);
  return filePath.test(pathname) ? sdkFileHost + pathname + search : value;
}

const isJson = (response) => /^application\/(.+\+)?json/.test(response.headers.get('content-type') ?? '');

const isStream = (body) => typeof body?.pipe === 'function';

/** On Node the SDK hands over a form of the `form-data` package, an old-style stream that `fetch` cannot read. */
function bodyOf(body) {
  if (!isStream(body)) return { body };
  const bytes = new PassThrough();
  body.on('error', (error) => bytes.destroy(error));
  return { body: Readable.toWeb(body.pipe(bytes)), duplex: 'half' };
}

/** No network error, after which the SDK would try again: the stream is used up by then, and the file would be empty. */
function notSent(error) {
  return new Error(`The file could not be sent: ${error.cause?.message ?? error.message}`, { cause: error });
}
