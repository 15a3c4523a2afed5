import { expect, it } from '@jest/globals';
import { relyingParty } from './relying-party.js';

it.each([
  ['https://todo.example.org', 'todo.example.org', 'https://todo.example.org'],
  ['http://127.0.0.1:8000', 'localhost', 'http://localhost:8000'],
  ['http://localhost', 'localhost', 'http://localhost'],
])('%s has passkeys for %s, used at %s', (publicUrl, id, origin) =>
  expect(relyingParty(publicUrl)).toEqual({ id, origins: [origin] }),
);
