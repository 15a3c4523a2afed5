import createClient from 'openapi-fetch';
import { Problem, problemFrom } from './problem';
import type { paths } from './schema';
import { session, sessionIsOver } from './session';

/** The REST API, typed from its OpenAPI description. The browser adds the session's cookie. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: authorized });

/** The API's few routes that need no session. */
export const openApi = createClient<paths>({ baseUrl: window.location.origin, fetch: send });

async function authorized(request: Request): Promise<Response> {
  const asked = session.get();
  const response = await send(request);
  if (response.status === 401) sessionIsOver(asked);
  return response;
}

async function send(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new Problem(0);
  }
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a successful answer; any other is thrown as a `Problem`. */
export async function answer<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemFrom(response.status, error);
  return data as T;
}

interface Page<T> {
  results: T[];
  next_cursor: string | null;
}

/** Follows a list to its end. */
export async function allPages<T>(
  page: (query: { limit: number; cursor?: string }) => Promise<Answer<Page<T>>>,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null | undefined;
  do {
    const { results, next_cursor } = await answer(page({ limit: 200, ...(cursor ? { cursor } : {}) }));
    all.push(...results);
    cursor = next_cursor;
  } while (cursor);
  return all;
}
