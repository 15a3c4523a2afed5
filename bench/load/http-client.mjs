import { randomUUID } from 'node:crypto';
import { Client } from 'undici';
import { answerQuestions } from '../worker.mjs';
import { keepCalling } from './loop.mjs';

const requests = {
  /** Adds a task, under an id of its own, to the Inbox of the connection's account. */
  add: (token) => ({
    method: 'POST',
    path: '/api/v1/tasks',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-request-id': randomUUID() },
    body: '{"content":"Water the tomatoes","description":"With rain water","priority":4}',
  }),
  list: (token) => ({
    method: 'GET',
    path: '/api/v1/tasks?limit=50',
    headers: { authorization: `Bearer ${token}` },
  }),
};

async function send(client, request) {
  const { statusCode, body } = await client.request(request);
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`${request.method} ${request.path} answered ${statusCode}: ${text}`);
  return text;
}

/** One connection for each call that is in flight, and the accounts dealt out among them. */
async function load({ url, request, tokens, inFlight, seconds }) {
  const clients = Array.from({ length: inFlight }, () => new Client(url));
  try {
    const call = (slot) => send(clients[slot], requests[request](tokens[slot % tokens.length]));
    return await keepCalling(call, { inFlight, seconds });
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}

answerQuestions(load);
