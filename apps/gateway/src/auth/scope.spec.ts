import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { type TokenScope, tokenScopes } from '#contracts/token.contract.js';
import { refuseBeyond } from './scope.js';

interface Operation {
  'x-scope'?: string;
  'x-access'?: string;
  security?: unknown[];
}

const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
);

describe('every route', () => {
  it('says what it wants of a token and whom it serves, or that it is open to all', () => {
    const silent = operations.filter(([, { security, 'x-scope': scope, 'x-access': access }]) =>
      [scope, access].some((said) => (said === undefined) === !security),
    );
    expect(silent.map(([route]) => route)).toEqual([]);
  });

  it('that decides who may get in is closed to tokens', () => {
    const account = operations.filter(([, operation]) => operation['x-scope'] === 'account').map(([route]) => route);
    const telling =
      /\/(tokens|sessions|security|second_factor|password|email|passkeys|oauth|identities|admin|export)\b|^DELETE \/api\/v1\/user$/;
    const own = operations.filter(([route, { security }]) => telling.test(route) && !security).map(([route]) => route);
    expect(account.sort()).toEqual(own.sort());
  });
});

describe('a token with scopes', () => {
  const allowed = (scopes: TokenScope[]): TokenScope[] =>
    tokenScopes.filter((wanted) => {
      try {
        refuseBeyond(scopes, wanted);
        return true;
      } catch {
        return false;
      }
    });

  it.each([
    [['task:add'], ['task:add']],
    [['data:read'], ['data:read']],
    [['data:read_write'], ['task:add', 'data:read', 'data:read_write']],
    [['data:delete'], ['data:delete']],
    [
      ['project:delete', 'data:read'],
      ['data:read', 'project:delete'],
    ],
  ] as [TokenScope[], TokenScope[]][])('of %j may do %j', (scopes, can) => expect(allowed(scopes)).toEqual(can));
});
