import { randomUUID } from 'node:crypto';

/** More than one page. */
const tasksToRead = 60;

/** What is asked for, as somebody. */
export const requests = {
  'POST a task': (url, { writer }) =>
    post(url, '/api/v1/tasks', { content: 'Water the tomatoes', priority: 4 }, writer),
  'GET 50 tasks': (url, { reader }) => ask(url, '/api/v1/tasks?limit=50', { headers: bearer(reader) }),
  'POST sync, one change': (url, { reader, before }) =>
    post(url, '/api/v1/sync', { sync_token: before, resource_types: ['all'] }, reader),
  'POST sync, nothing new': (url, { reader, after }) =>
    post(url, '/api/v1/sync', { sync_token: after, resource_types: ['all'] }, reader),
};

/**
 * People with an account that grows, and one that has more than a page of tasks and has changed once since it was last synchronised.
 *
 * @param {string} url
 * @param {number} count
 */
export async function makePeople(url, count) {
  const people = [];
  for (let number = 0; number < count; number++) people.push(await makePerson(url));
  return people;
}

async function makePerson(url) {
  const [writer, reader] = [await register(url), await register(url)];
  const add = (number) => post(url, '/api/v1/tasks', { content: `Water bed ${number}`, priority: 4 }, reader);
  const sync = async () =>
    (await post(url, '/api/v1/sync', { sync_token: '*', resource_types: ['all'] }, reader)).sync_token;
  for (let number = 1; number < tasksToRead; number++) await add(number);
  const before = await sync();
  await add(tasksToRead);
  return { writer, reader, before, after: await sync() };
}

async function register(url) {
  const account = { email: `${randomUUID()}@example.org`, password: 'correct horse battery', full_name: 'Sam Doe' };
  return (await post(url, '/api/v1/auth/register', account)).access_token;
}

const bearer = (token) => ({ authorization: `Bearer ${token}` });

function post(url, path, body, token) {
  const headers = { 'content-type': 'application/json', 'x-request-id': randomUUID(), ...(token && bearer(token)) };
  return ask(url, path, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function ask(url, path, options) {
  const response = await fetch(url + path, options);
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}
