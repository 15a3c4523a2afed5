import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Browser, Download, Page } from 'playwright-core';
import type { Http } from '#testing/http.js';
import { vikunja } from '../e2e/vikunja-export.js';
import { aContext, aGarden, launch, seen, task } from './page.js';

let browser: Browser;
let page: Page;
let http: Http;

beforeAll(async () => {
  browser = await launch();
  ({ page, http } = await aGarden(await aContext(browser)));
  await page.getByRole('button', { name: 'Ada Lovelace' }).click();
  await page.getByRole('menuitem', { name: 'Import and export' }).click();
  await seen(page.getByRole('heading', { level: 1, name: 'Import and export' }));
});

afterAll(() => browser.close());

async function download(button: string): Promise<Download> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return file;
}

const choose = async (from: string, name: string, text: string | Uint8Array): Promise<void> => {
  await page.getByText(from, { exact: true }).click();
  await page.getByLabel('Choose a file').setInputFiles({ name, mimeType: '', buffer: Buffer.from(text) });
};

const preview = async (): Promise<string[]> => {
  const list = page.getByRole('list', { name: 'What would be added' });
  await seen(list);
  return (await list.getByRole('listitem').allTextContents()).map((each) => each.trim());
};

const projects = async (): Promise<string[]> =>
  (await http.get<{ results: { name: string }[] }>('/api/v1/projects')).body.results.map(({ name }) => name);

describe('a project as a template', () => {
  it('is exported, and made another one of once what is in it was seen', async () => {
    await page.getByLabel('Project', { exact: true }).selectOption('Garden');
    const file = await download('Export as CSV');
    expect(file.suggestedFilename()).toBe('Garden.csv');
    const csv = readFileSync(await file.path());
    expect(csv.toString()).toContain('Water the tomatoes');

    await choose('CSV template', 'Garden.csv', csv);
    expect(await preview()).toEqual(['2 sections', '6 tasks']);
    expect(await projects()).toEqual(['Inbox', 'Garden', 'Balcony']);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.getByLabel('Name of the project').fill('Allotment');
    await page.getByRole('button', { name: 'Add all of it' }).click();
    await seen(page.getByText('Added from “Garden.csv”: 1 project, 2 sections and 6 tasks.'));
    await page.getByRole('link', { name: /^Allotment/ }).click();
    await seen(task(page, 'Sow lettuce'));
    await page.goBack();
  });

  it('is added to a project that is there', async () => {
    await choose('CSV template', 'Autumn.csv', 'TYPE,CONTENT\ntask,Rake the leaves\n');
    expect(await preview()).toEqual(['1 task']);
    await page.getByLabel('Goes into').selectOption('Balcony');
    expect(await page.getByLabel('Name of the project').count()).toBe(0);
    await page.getByRole('button', { name: 'Add all of it' }).click();
    await seen(page.getByText('Added from “Autumn.csv”: 1 task.'));
    await page.getByRole('link', { name: /^Balcony/ }).click();
    await seen(task(page, 'Rake the leaves'));
    await page.goBack();
  });
});

describe('everything', () => {
  it('is backed up in one file, and added from it', async () => {
    const file = await download('Download a backup');
    expect(file.suggestedFilename()).toMatch(/^errand-[\d-]+\.ndjson$/);
    await choose('Errand backup', 'all.ndjson', readFileSync(await file.path()));
    expect(await preview()).toContain('13 tasks');
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await projects()).toHaveLength(4);
    await choose('Errand backup', 'all.ndjson', readFileSync(await file.path()));
    await page.getByRole('button', { name: 'Add all of it' }).click();
    await seen(page.getByText(/^Added from “all.ndjson”/));
    expect(await projects()).toHaveLength(7);
  });
});

describe('a file from elsewhere', () => {
  it('says where it is wrong, beside where it was chosen', async () => {
    await choose('Todoist', 'Broken.csv', 'TYPE,CONTENT\ntask,Rake\nchore,Sweep\n');
    await seen(page.getByText('Not added: “line 3.TYPE” should be task, section, note or meta.'));
    expect(await page.getByLabel('Choose a file').getAttribute('aria-invalid')).toBe('true');
    await choose('Vikunja', 'export.zip', 'no archive');
    await seen(page.getByText(/^This should be a ZIP archive/));
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });

  it('tells what it cannot carry before it is added', async () => {
    await choose('Vikunja', 'export.zip', vikunja());
    expect(await preview()).toEqual(expect.arrayContaining(['2 projects', '1 section', '3 tasks', '1 file']));
    await page.getByText('4 things in it cannot be carried').click();
    await seen(page.getByText('filter "Soon"'));
    await page.getByRole('button', { name: 'Add all of it' }).click();
    await seen(page.getByText(/^Added from “export.zip”/));
    expect(await projects()).toContain('Beds');
  });
});
