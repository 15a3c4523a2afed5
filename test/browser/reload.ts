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

/** Waits until what a page shows already is written as well: a person takes longer to go on than a test. */
const written = (page: Page): Promise<void> => eventually(() => expect(writing.get(page.context())?.size ?? 0).toBe(0));

/** Reloads a page once all is written. */
export async function reload(page: Page): Promise<void> {
  await written(page);
  await page.reload();
}

/** Opens an address in a page once all is written. */
export async function goTo(page: Page, address: string): Promise<void> {
  await written(page);
  await page.goto(address);
}
