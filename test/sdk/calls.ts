import { it } from '@jest/globals';
import { TodoistApi, type TodoistRequestError } from '@doist/todoist-sdk';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { aPerson, Http, type Person } from '#testing/http.js';
import { errandFetch } from '../../examples/sdk/errand-fetch.mjs';
import type { Executed } from './commands.js';
import type { Answered } from './scope.js';

export const baseUrl = process.env.ERRAND_URL ?? '';
/** Where each test notes which method or command it called and whether that was right; `teardown.mjs` counts them. */
export const report = join(process.env.ERRAND_STACK_DIR ?? '', 'sdk.jsonl');

/** Notes whether a test of a method or a sync command was right. */
export async function noted(
  of: { method: Answered } | { command: Executed },
  test: () => Promise<void>,
): Promise<void> {
  const note = (passed: boolean): void => appendFileSync(report, `${JSON.stringify({ ...of, passed })}\n`);
  try {
    await test();
    note(true);
  } catch (error) {
    note(false);
    throw error;
  }
}

/** A test of one method of the SDK: its arguments, and what is read back through others. */
export function calls(method: Answered, title: string, test: () => Promise<void>): void {
  it(`${method} ${title}`, () => noted({ method }, test));
}

export interface Client {
  person: Person;
  /** The SDK, changed by nothing but its base URL. */
  api: TodoistApi;
}

/** Somebody whom nobody knows, with the SDK. */
export async function aClient(timezone = 'Europe/Madrid'): Promise<Client> {
  const person = await aPerson(Http.stack(), { timezone });
  return { person, api: new TodoistApi(person.token, { baseUrl }) };
}

/** The SDK with the fetch that it needs for attachments. */
export const withFiles = ({ person }: Client): TodoistApi =>
  new TodoistApi(person.token, { baseUrl, customFetch: errandFetch(baseUrl) });

/** How a call was refused; undefined when it was not. */
export async function refusal(call: Promise<unknown>): Promise<{ status?: number; code?: string } | undefined> {
  return call.then(
    () => undefined,
    (error: unknown) => {
      const { httpStatusCode: status, responseData } = error as TodoistRequestError;
      return { status, code: (responseData as { code?: string } | undefined)?.code };
    },
  );
}

/** All of a list, read in pages of a few. */
export async function all<T>(
  page: (of: { cursor: string | null; limit: number }) => Promise<{ results: T[]; nextCursor: string | null }>,
): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null = null;
  do {
    const { results: some, nextCursor } = await page({ cursor, limit: 2 });
    found.push(...some);
    cursor = nextCursor;
  } while (cursor);
  return found;
}
