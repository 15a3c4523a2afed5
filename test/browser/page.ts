import { expect } from '@jest/globals';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { eventually } from '#testing/eventually.js';
import { aPerson, Http, type Answer, type Person } from '#testing/http.js';
import { confirmAddress } from '#testing/mail.js';
import { followRequests } from './reload.js';

const zone = 'Europe/Madrid';

const flags = [
  '--no-sandbox',
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium as the system has it, or the one that `CHROMIUM_PATH` names. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: flags });
}

export interface Eyes {
  colorScheme?: 'light' | 'dark';
  width?: number;
  height?: number;
}

/** A browser of somebody's own, with nothing stored in it. */
export async function aContext(browser: Browser, eyes: Eyes = {}): Promise<BrowserContext> {
  const { colorScheme = 'light', width = 1280, height = 860 } = eyes;
  const context = await browser.newContext({
    baseURL: process.env.ERRAND_URL ?? 'http://127.0.0.1:8000',
    viewport: { width, height },
    colorScheme,
    timezoneId: zone,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(15_000);
  followRequests(context);
  return context;
}

export interface Visit {
  page: Page;
  person: Person;
  http: Http;
}

/** Somebody who has just registered, looking at Today. */
export async function aVisit(context: BrowserContext, full_name = 'Ada Lovelace'): Promise<Visit> {
  const http = Http.stack();
  const person = await aPerson(http, { timezone: zone, full_name });
  const page = await context.newPage();
  await page.goto('/');
  await signIn(page, person);
  return { page, person, http: http.as(person.token) };
}

/** Signs in, and waits for the view that this leads to. */
export async function signIn(
  page: Page,
  { email, password }: Pick<Person, 'email' | 'password'>,
  view = 'Today',
): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await seen(page.getByRole('heading', { level: 1, name: view }));
}

export async function seen(locator: Locator): Promise<void> {
  await locator.first().waitFor({ state: 'visible' });
}

export async function gone(locator: Locator): Promise<void> {
  await locator.first().waitFor({ state: 'hidden' });
}

/** Accepts the one thing that somebody is invited to, once the invitation has arrived. */
export async function accept(http: Http): Promise<void> {
  const { body: user } = await http.get<{ email: string; email_verified: boolean }>('/api/v1/user');
  if (!user.email_verified) await confirmAddress(http, user.email);
  await eventually(async () => {
    const { body } = await http.get<{ results: { id: string }[] }>('/api/v1/invitations');
    expect(body.results).toHaveLength(1);
    await http.post(`/api/v1/invitations/${body.results[0].id}/accept`);
  });
}

/** The line of a task in the view. */
export function task(page: Page, content: string): Locator {
  return page.getByRole('main').getByRole('link', { name: content, exact: true });
}

/** The line of a task with everything in it. */
export function row(page: Page, content: string): Locator {
  return page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: content, exact: true }) });
}

/** Opens the form at the end of the view's first list. */
export async function startAdding(page: Page): Promise<Locator> {
  await page.getByRole('main').getByRole('button', { name: 'Add task' }).first().click();
  const name = page.getByLabel('Task name');
  await seen(name);
  return name;
}

/** Somebody with a project and a few tasks, two of them due. */
export async function aFullVisit(context: BrowserContext): Promise<Visit & { projectId: string }> {
  const visit = await aVisit(context);
  const { http, page } = visit;
  const { body: project } = await http.post<{ id: string }>('/api/v1/projects', { name: 'Garden', color: 'green' });
  const add = (fields: object): Promise<Answer<{ id: string }>> =>
    http.post<{ id: string }>('/api/v1/tasks', { project_id: project.id, ...fields });
  await add({ content: 'Water the tomatoes', due_string: 'today', priority: 4, labels: ['outside'] });
  await add({ content: 'Return the library books', due_date: '2020-02-29', description: 'Two of them', priority: 3 });
  const { body: beds } = await add({ content: 'Dig the beds', priority: 2 });
  await add({ content: 'Borrow a spade', parent_id: beds.id, due_string: 'tomorrow at 9' });
  await page.reload();
  await seen(task(page, 'Water the tomatoes'));
  return { ...visit, projectId: project.id };
}

/** Somebody with a garden that has two sections, looking at it: loose, Beds and To buy, with two, three and one tasks. */
export async function aGarden(context: BrowserContext): Promise<Visit & { projectId: string }> {
  const visit = await aVisit(context);
  const { http, page } = visit;
  const add = async (path: string, body: object): Promise<string> =>
    (await http.post<{ id: string }>(`/api/v1/${path}`, body)).body.id;
  const project_id = await add('projects', { name: 'Garden', color: 'green' });
  await add('projects', { name: 'Balcony', color: 'blue' });
  const beds = await add('sections', { name: 'Beds', project_id });
  const shop = await add('sections', { name: 'To buy', project_id });
  await add('tasks', { content: 'Water the tomatoes', project_id });
  await add('tasks', { content: 'Ask about the hose', project_id });
  const dig = await add('tasks', { content: 'Dig the beds', section_id: beds });
  await add('tasks', { content: 'Borrow a spade', parent_id: dig });
  await add('tasks', { content: 'Sow lettuce', section_id: beds });
  await add('tasks', { content: 'Seeds', section_id: shop, labels: ['shop'] });
  await page.goto(`/project/${project_id}`);
  await seen(task(page, 'Seeds'));
  return { ...visit, projectId: project_id };
}

/** The tasks of one section, or of the list that has the project's name, in the order in which they are shown. */
export function tasksIn(page: Page, name: string): Promise<string[]> {
  return page.getByRole('list', { name, exact: true }).locator('[data-task-link]').allTextContents();
}

/** Waits until a list has these tasks, in this order. */
export const untilIn = (page: Page, list: string, ...names: string[]): Promise<void> =>
  eventually(async () => expect(await tasksIn(page, list)).toEqual(names));
