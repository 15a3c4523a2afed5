import type { BrowserContext, Page, Request } from 'playwright-core';
import { expect } from '@jest/globals';
import { eventually } from '#testing/eventually.js';

const requests = new WeakMap<BrowserContext, Set<Request>>();

/** Follows what the pages of a browser ask for and write, from now on. */
export function followRequests(context: BrowserContext): void {
  const going = new Set<Request>();
  requests.set(context, going);
  context.on('request', (request) => void going.add(request));
  context.on('requestfinished', (request) => void going.delete(request));
  context.on('requestfailed', (request) => void going.delete(request));
}

const isWrite = (request: Request): boolean => request.method() !== 'GET';

const goingOn = (page: Page): Request[] => [...(requests.get(page.context()) ?? [])];

/** Waits until what a page shows already is written as well: a person takes longer to go on than a test. */
export const written = (page: Page): Promise<void> =>
  eventually(() => expect(goingOn(page).filter(isWrite)).toHaveLength(0));

/** Waits until a page has every answer that it has asked for. */
export const answered = (page: Page): Promise<void> => eventually(() => expect(goingOn(page)).toHaveLength(0));

/** Keeps back what a page writes to addresses that begin like this one, until what it returns is called. */
export async function keepBack(page: Page, path: string): Promise<() => Promise<void>> {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(
    (url) => url.pathname.startsWith(path),
    async (route) => {
      if (isWrite(route.request())) await held;
      await route.continue();
    },
  );
  return async () => {
    letGo();
    await page.unrouteAll({ behavior: 'wait' });
  };
}

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
