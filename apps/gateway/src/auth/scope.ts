import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { Failure } from '#contracts/failure.js';
import type { Role } from '#contracts/roles.js';
import type { TokenScope } from '#contracts/token.contract.js';
import { ApiExtension } from '../http/described.js';
import type { SignedRequest } from './actor.js';

/** What a route wants of a token: a scope; `account` for what only a session may do; or it looks at each of several commands itself. */
export type Wanted = TokenScope | 'account' | 'by command';

export const SCOPE = 'scope';

/**
 * Whom a route serves. `self`: everybody, with what is theirs. A role: who has it, or one above it, in what the request names; a
 * request that names nothing is about one's own. `member`: who takes part in it and does not own it. `author`: who wrote it,
 * among those who see it. `holder`: whose it alone is. `invited`: whom an invitation is for. `admin`: administrators; others get 403. Others get 404, as if it were not
 * there, or 403 where they see it. The services decide; test/e2e/access holds them to what is said here.
 */
export type Access = Role | 'self' | 'member' | 'author' | 'holder' | 'invited' | 'admin';

/** Where the description of the API tells both. */
export const scopeMark = 'x-scope';
export const accessMark = 'x-access';

/** Which tokens may call this route, and whom it serves. Every route that is not open to all has to say so. */
export const Scope = (wanted: Wanted, access: Access): MethodDecorator =>
  applyDecorators(SetMetadata(SCOPE, wanted), ApiExtension(scopeMark, wanted), ApiExtension(accessMark, access));

/** The scopes of the personal token that a request came with; none where it may do everything, as a session may. */
export const CurrentScopes = createParamDecorator((_: unknown, context: ExecutionContext): TokenScope[] | undefined => {
  return context.switchToHttp().getRequest<SignedRequest>().scopes;
});

/** The scopes of which each is enough for what is wanted. */
const enough: Record<TokenScope, TokenScope[]> = {
  'task:add': ['task:add', 'data:read_write'],
  'data:read': ['data:read', 'data:read_write'],
  'data:read_write': ['data:read_write'],
  'data:delete': ['data:delete'],
  'project:delete': ['project:delete'],
};

/** `auth.scope_missing` (forbidden) when none of the scopes is enough; without scopes, all is allowed. */
export function refuseBeyond(scopes: TokenScope[] | undefined, wanted: TokenScope): void {
  if (!scopes || enough[wanted].some((each) => scopes.includes(each))) return;
  const expected = `a token with the scope ${enough[wanted].join(' or ')}`;
  throw new Failure('forbidden', 'auth.scope_missing', `This takes ${expected}.`, { expected });
}

/** `auth.session_only` (forbidden): who may get in is not for tokens to decide. */
export const sessionOnly = (): Failure =>
  new Failure('forbidden', 'auth.session_only', 'Tokens may not do this: sign in.');
