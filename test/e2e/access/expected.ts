import { readFileSync } from 'node:fs';
import { type Role, roles } from '#contracts/roles.js';
import type { CallerName } from './roles.js';

/** What the description of the API says of a route. */
interface Operation {
  'x-scope'?: string;
  'x-access'?: string;
  security?: unknown[];
}

/** Let in, or how it is refused. */
export type Outcome = 'in' | 401 | 403 | 404 | 409;

const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};

/** Every route, like `GET /api/v1/tasks/{id}`. */
export const routes: ReadonlyMap<string, Operation> = new Map(
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  ),
);

/** Whoever is let in nowhere but where everybody is. */
export const areNobody = ['anonymous', 'expired token', 'disabled account', 'disabled token'] as const;

type Nobody = (typeof areNobody)[number];
type Somebody = Exclude<CallerName, Nobody | 'read-only token'>;

/** What the declaration beside a route means for somebody. */
export function expected(route: string, caller: CallerName): Outcome {
  const { security, 'x-scope': scope, 'x-access': access } = routes.get(route)!;
  if (security) return 'in';
  if (areNobody.includes(caller as Nobody)) return 401;
  if (caller !== 'read-only token') return byAccess(access!, caller as Somebody);
  const reads = scope === 'data:read' || (scope === 'by command' && access === 'self');
  return reads ? byAccess(access!, 'owner') : 403;
}

function byAccess(access: string, caller: Somebody): Outcome {
  const isOwner = caller === 'owner';
  if (access === 'self') return 'in';
  if (access === 'admin') return caller === 'admin' ? 'in' : 403;
  if (access === 'holder') return isOwner ? 'in' : 404;
  if (access === 'invited') return caller === 'stranger' ? 'in' : 404;
  if (caller === 'stranger' || caller === 'admin') return 404;
  if (access === 'author') return isOwner ? 'in' : 403;
  if (access === 'member') return isOwner ? 409 : 'in';
  return isBelow(caller, access as Role) ? 403 : 'in';
}

/** Whether a caller is one of the roles below another. */
export function isBelow(caller: CallerName, role: Role): boolean {
  const held = roles.indexOf(caller as Role);
  return held >= 0 && held < roles.indexOf(role);
}
