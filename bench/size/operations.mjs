import { randomUUID } from 'node:crypto';
import { rareWord } from './seed.mjs';

/**
 * What people do, as requests that are measured one after the other. Each takes its number, so that none meets only what the
 * one before it had just read; `prepare` is not measured.
 */
export const operations = [
  { name: 'list a project', run: ({ get, project }, n) => get(`/api/v1/tasks?project_id=${project(n)}`) },
  { name: 'list all', run: ({ get }) => get('/api/v1/tasks') },
  {
    name: 'filter: today | overdue',
    run: ({ get }) => get(`/api/v1/tasks/filter?query=${encodeURIComponent('today | overdue')}`),
  },
  {
    name: 'filter: p4 & @home',
    run: ({ get }) => get(`/api/v1/tasks/filter?query=${encodeURIComponent('p4 & @home')}`),
  },
  { name: 'search: a word', run: ({ get, word }, n) => get(`/api/v1/search?query=${word(n)}`) },
  // of which few tasks have both, as few among 100,000 as among 1,000: what is compared is the way to the same answer
  { name: 'search: two words', run: ({ get, word }, n) => get(`/api/v1/search?query=${word(n)}%20${rareWord}`) },
  {
    name: 'add',
    run: ({ post, project }, n) => post('/api/v1/tasks', { content: `Added ${n}`, project_id: project(n) }),
  },
  {
    name: 'complete',
    prepare: async ({ post, project }, n) =>
      (await post('/api/v1/tasks', { content: `To do ${n}`, project_id: project(n) })).id,
    run: ({ post }, _, id) => post(`/api/v1/tasks/${id}/close`),
  },
  {
    name: 'incremental sync',
    prepare: ({ post, project }, n) => post('/api/v1/tasks', { content: `Changed ${n}`, project_id: project(n) }),
    run: (client) => client.sync(),
  },
];

/** One person's way to the API of a system. */
export function clientOf(url, token, { projects, words }) {
  let syncToken = '*';
  const send = async (method, path, body) => {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-request-id': randomUUID() },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text && JSON.parse(text);
  };
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    project: (n) => projects[(n * 37) % projects.length],
    word: (n) => words[n % words.length],
    async sync() {
      const answer = await send('POST', '/api/v1/sync', { sync_token: syncToken, resource_types: ['all'] });
      syncToken = answer.sync_token;
      return answer;
    },
  };
}
