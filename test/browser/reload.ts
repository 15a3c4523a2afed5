import type { BrowserContext, Page, Request } from 'playwright-core';
import { expect } from '@jest/globals';
import { eventually } from '#testing/eventually.js';

const writing = new WeakMap<BrowserContext, Set<Request>>();

/** Follows what the pages of a browser write, from now on. */
export function followWrites(context: BrowserContext): void {
  const going = new Set<Request>();
  writing.set(context, going);
  context.on('request', (request) => void (request.method() === 'GET' || going.add(request)));
  context.on('requestfinished', (request) => void going.delete(request));
  context.on('requestfailed', (request) => void going.delete(request));
}

/** Reloads a page once what it shows already is written as well: a person takes longer to do so than a test. */
export async function reload(page: Page): Promise<void> {
  await eventually(() => expect(writing.get(page.context())?.size).toBe(0));
  await page.reload();
}
