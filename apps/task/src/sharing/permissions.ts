import { Failure, notFound } from '#contracts/failure.js';
import { type Role, roles } from '#contracts/roles.js';

/** What each role may do, besides all that the roles below it may: the one table of who may do what. */
const grants = {
  /** Read everything, and mark it as a favorite. */
  viewer: ['see'],
  /** Comment, change the own comments; complete and reopen tasks. */
  commenter: ['comment', 'complete'],
  /** Add, change, assign, move and delete tasks and sections. */
  editor: ['edit'],
  /** Change the project itself, invite, change roles, remove others and their comments. */
  manager: ['manage'],
  /** Delete the project, hand it over, put projects under it. */
  owner: ['own'],
} as const satisfies Record<Role, readonly string[]>;

export type Permission = (typeof grants)[Role][number];

/** The first role that has a permission. */
export function leastRole(permission: Permission): Role {
  return roles.find((role) => (grants[role] as readonly string[]).includes(permission))!;
}

/** All roles that have a permission. */
export const rolesThatMay = (permission: Permission): Role[] => roles.slice(roles.indexOf(leastRole(permission)));

/** Whether a role is no more than another. */
export const isWithin = (role: Role, limit: Role): boolean => roles.indexOf(role) <= roles.indexOf(limit);

export function may(role: Role | undefined, permission: Permission): boolean {
  return role !== undefined && isWithin(leastRole(permission), role);
}

/** What a role may do, what the roles below it may before what it adds. */
export const permissionsOf = (role: Role): Permission[] =>
  roles.slice(0, roles.indexOf(role) + 1).flatMap((each) => [...grants[each]]);

/** The one of some roles that may most; undefined when there is none among them. */
export function strongest(...held: (Role | undefined)[]): Role | undefined {
  return roles.findLast((role) => held.includes(role));
}

/** `<feature>.not_found` for who has no role at all, `<feature>.forbidden` for who has one that does not suffice. */
export function insist(role: Role | undefined, permission: Permission, feature: string): asserts role is Role {
  if (role === undefined) throw notFound(feature);
  if (may(role, permission)) return;
  const expected = `the role ${leastRole(permission)}${permission === 'own' ? '' : ' or above'}`;
  throw new Failure('forbidden', `${feature}.forbidden`, `Your role here is ${role}: this takes ${expected}.`, {
    expected,
  });
}
