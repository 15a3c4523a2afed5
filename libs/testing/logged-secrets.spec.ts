import { expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { loggedSecrets, secretsOf } from './logged-secrets.mjs';

const secret = randomBytes(32).toString('base64url').replace(/^.{3}/, 'aB1');

it.each([
  ['an access token', `{"msg":"eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.${secret}"}`],
  ['a personal token', `Bearer errand_${secret}`],
  ['a refresh token, a cookie or a code', `{"cookie":"${secret}"}`],
  ['the hash of a password', 'password_hash = $argon2id$v=19$m=19456'],
  ['a password in an address', 'connect ECONNREFUSED amqp://task:0123456789@broker:5672'],
  ['a key or a password of its own', 'signed with 0123456789abcdef'],
])('finds %s in a line of a log', (what, line) => {
  const known = secretsOf({
    SECRETS_KEY: '0123456789abcdef',
    USER_DATABASE_URL: 'mysql://errand_user:fedcba98@db/user',
  });
  expect(loggedSecrets([line], known)).toContainEqual(`${what}: ${line}`);
});

it('finds none in what processes say of requests, schemas and errors', () => {
  const lines = [
    'gateway {"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","msg":"GET /api/v1/tasks/01890a5d-ac96-774b-bcce-b302099a8057"}',
    'user {"msg":"errand_user waits for the job that does CreateAccount1764000000000"}',
    `storage {"msg":"stored ${'0'.repeat(64)}"}`,
  ];
  expect(loggedSecrets(lines, ['a password of the database'])).toEqual([]);
});
