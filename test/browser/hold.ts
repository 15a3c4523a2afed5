import type { Locator, Page } from 'playwright-core';
import { row, task } from './page.js';

interface Further {
  /** How many pixels further to the right than where it was taken. */
  further?: number;
}

/** Takes a task by its name and holds it over the upper or lower edge of another one, or over the middle of something else. */
export async function hold(
  page: Page,
  name: string,
  over: ({ task: string; edge: 'upper' | 'lower' } | { spot: Locator }) & Further,
): Promise<void> {
  const from = (await task(page, name).boundingBox())!;
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 20, from.y + 16, { steps: 3 });
  const words = (await ('task' in over ? task(page, over.task) : over.spot).boundingBox())!;
  const to = 'task' in over ? (await row(page, over.task).boundingBox())! : words;
  const down = 'task' in over ? (over.edge === 'upper' ? 4 : to.height - 4) : to.height / 2;
  await page.mouse.move(words.x + 8 + (over.further ?? 0), to.y + down, { steps: 6 });
}
