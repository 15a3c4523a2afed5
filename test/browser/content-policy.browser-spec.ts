import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { eventually } from '#testing/eventually.js';
import { confirmAddress } from '#testing/mail.js';
import { aContext, aVisit, launch, seen, type Visit } from './page.js';
import { aPicture } from './picture.js';
import { goTo } from './reload.js';

/** What each would do where it is read as anything but text: call `hit`. */
const vectors = [
  '<script>hit()</script>',
  '<img src=x onerror=hit()>',
  '<svg onload=hit()></svg>',
  '"><iframe srcdoc="<script>parent.hit()</script>">',
  "' onmouseover='hit()' autofocus onfocus='hit()",
  '[click](javascript:hit())',
  '![picture](x" onerror="hit())',
  '<a href="javascript:hit()">click</a>',
  '<math><mtext></table><mglyph><style><img src=x onerror=hit()>',
  '{{constructor.constructor("hit()")()}}',
  '</title><style>@import "//x"</style><body onload=hit()>',
];

declare global {
  interface Window {
    hits: string[];
    violations: string[];
  }
}

let browser: Browser;
let context: BrowserContext;
let visit: Visit;
let page: Page;

beforeAll(async () => {
  browser = await launch();
  context = await aContext(browser);
  await context.addInitScript(() => {
    window.hits = [];
    window.violations = [];
    Object.assign(window, { hit: () => window.hits.push('hit') });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
      window.violations.push(`${violatedDirective}: ${blockedURI} (${sourceFile})`),
    );
  });
  visit = await aVisit(context);
  ({ page } = visit);
});

afterAll(() => browser.close());

/** What was refused by the policy on this page, and what ran that should not. */
const told = (): Promise<string[]> => page.evaluate(() => [...window.violations, ...window.hits]);

async function looksClean(path: string, sign: string | RegExp): Promise<void> {
  await goTo(page, path);
  await seen(page.getByText(sign));
  await page.waitForLoadState('networkidle');
  expect([path, await told()]).toEqual([path, []]);
}

describe('the policy of the page', () => {
  it('would tell of a script or a style that is written into it', async () => {
    await goTo(page, '/today');
    await page.evaluate(() => {
      const style = document.createElement('style');
      style.textContent = 'body { color: red }';
      document.head.append(style);
      new Image().src = 'https://pictures.example/x.png';
    });
    await eventually(async () => {
      const refused = (await told()).map((each) => each.split(':')[0]);
      expect(refused).toEqual(expect.arrayContaining(['style-src-elem', 'img-src']));
    });
    const refused = page.evaluate(() => (document.body.innerHTML = '<b>text</b>'));
    await expect(refused).rejects.toThrow(/TrustedHTML/);
  });

  it('lets the page that describes the API work', async () => {
    await looksClean('/api/docs', 'Signing in');
    await page.getByText('Open an account and sign in').click();
    await seen(page.getByRole('button', { name: 'Try it out' }).first());
    expect(await told()).toEqual([]);
  });

  it('lets a second factor be set up, with its picture', async () => {
    await goTo(page, '/security');
    await page.getByRole('button', { name: 'Set up codes' }).click();
    await page.getByLabel('Password, to set up codes').fill(visit.person.password);
    await page.getByRole('button', { name: 'Go on' }).click();
    const picture = page.getByRole('img', { name: 'The secret as a QR code' });
    await seen(picture);
    expect(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth > 0))).toBe(
      true,
    );
    expect(await told()).toEqual([]);
  });
});

async function upload(token: string): Promise<string> {
  const body = new FormData();
  body.append('file', new Blob([aPicture() as BlobPart], { type: 'image/png' }), '<img src=x>.png');
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${process.env.ERRAND_URL}/api/v1/uploads`, { method: 'POST', body, headers });
  return ((await answer.json()) as { file_url: string }).file_url;
}

describe('what somebody writes', () => {
  const made: Record<string, string> = {};

  beforeAll(async () => {
    const { http, person } = visit;
    const add = async (path: string, body: object): Promise<string> => {
      const { body: thing, status } = await http.post<{ id: string }>(`/api/v1/${path}`, body);
      if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(thing)}`);
      return thing.id;
    };
    const all = vectors.join('\n');
    await http.post('/api/v1/user', { full_name: vectors[1] });
    made.project = await add('projects', { name: vectors[0], description: all });
    const project_id = made.project;
    const section_id = await add('sections', { name: vectors[2], project_id });
    for (const content of vectors) await add('tasks', { content, description: all, project_id, due_string: 'today' });
    made.task = await add('tasks', { content: `Last ${vectors[1]}`, description: all, section_id });
    const file_url = await upload(person.token);
    await add('comments', { content: all, task_id: made.task, attachment: { file_url } });
    made.filter = await add('filters', { name: vectors[3], query: 'today' });
    await add('labels', { name: 'hit()' });
    await page.reload();
  });

  it('is shown as text in every view, and nothing of it runs', async () => {
    await looksClean('/today', vectors[0]);
    await looksClean('/upcoming', 'Upcoming');
    await looksClean(`/project/${made.project}`, vectors[8]);
    await looksClean(`/project/${made.project}/activity`, 'Activity');
    await looksClean(`/filter/${made.filter}`, vectors[5]);
    await looksClean('/activity', 'Activity');
    await looksClean('/labels', 'Labels');
    await looksClean('/settings', 'Time zone');
    await looksClean('/productivity', 'Productivity');
    await looksClean('/trash', 'Trash');
    await looksClean('/search?q=hit', 'Search');
  });

  it('is shown as text where it is read in full, with its picture', async () => {
    await looksClean(`/task/${made.task}`, vectors[5]);
    const links = await page.locator('a').evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).href));
    expect(links.filter((href) => href.startsWith('javascript:'))).toEqual([]);
    const picture = page.getByRole('img', { name: /src=x/ });
    await seen(picture);
    expect(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(40);
    expect(await told()).toEqual([]);
  });

  it('shows as text to somebody else with whom it is shared', async () => {
    const { http } = visit;
    const other = await aVisit(await aContext(browser));
    const invited = { email: other.person.email, role: 'viewer' };
    await confirmAddress(other.http, other.person.email);
    await http.post(`/api/v1/projects/${made.project}/invitations`, invited);
    await eventually(async () => {
      const { body } = await other.http.get<{ results: unknown[] }>('/api/v1/invitations');
      expect(body.results).toHaveLength(1);
    });
    await other.page.goto('/inbox');
    await seen(other.page.getByText(vectors[0]));
    await seen(other.page.getByText(vectors[1]));
    await other.page.context().close();
  });
});
