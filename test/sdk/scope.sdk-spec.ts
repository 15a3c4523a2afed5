import { beforeAll, describe, expect, it } from '@jest/globals';
import { TodoistApi } from '@doist/todoist-sdk';
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { errandFetch } from '../../examples/sdk/errand-fetch.mjs';
import { aClient, report } from './calls.js';
import { outOfScope } from './out-of-scope.js';
import { answered, named } from './scope.js';

/** Some of these paths are not under /api, where the web client would answer with its page. */
const gateway = process.env.ERRAND_GATEWAY_URL ?? '';
const fetchThere = errandFetch(gateway);

let api: TodoistApi;
let answer: { status: number; code?: string };

/** Some methods make other errors of what they are answered. */
const watchedFetch: typeof fetchThere = async (url, options) => {
  const response = await fetchThere(url, options);
  const text = await response.text();
  answer = { status: response.status, code: (JSON.parse(text) as { code?: string }).code };
  return { ...response, text: () => Promise.resolve(text), json: () => Promise.resolve(JSON.parse(text) as unknown) };
};

beforeAll(async () => {
  appendFileSync(report, `${JSON.stringify({ answered })}\n`);
  const { person } = await aClient();
  api = new TodoistApi(person.token, { baseUrl: gateway, customFetch: watchedFetch });
});

describe('the methods of the SDK', () => {
  it('are each in scope, or out of scope for a reason', () => {
    const methods = Object.getOwnPropertyNames(TodoistApi.prototype).filter((name) => name !== 'constructor');
    expect([...named].sort()).toEqual(methods.sort());
  });

  it('are all called by this suite where they are in scope', () => {
    const files = readdirSync('test/sdk').filter((name) => name.endsWith('.sdk-spec.ts'));
    const sources = files.map((name) => readFileSync(`test/sdk/${name}`, 'utf8')).join('\n');
    expect(answered.filter((method) => !sources.includes(`calls('${method}', `))).toEqual([]);
  });

  it.each(Object.entries(outOfScope))('are refused as not found out of scope: %s', async (_, { call }) => {
    await expect(call(api)).rejects.toThrow();
    expect(answer).toEqual({ status: 404, code: expect.stringMatching(/\.not_found$/) });
  });
});
