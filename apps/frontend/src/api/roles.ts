import type { Project } from './types';

export type Role = Project['role'];

/** From the least to the most. */
const roles: Role[] = ['viewer', 'commenter', 'editor', 'manager', 'owner'];

/** Whether a role has at least the rights of another one. */
export function isAtLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}

/** What somebody with a role may do to tasks. The API decides; this is for not offering what it would refuse. */
export function rightsOf(role: Role) {
  return { mayComment: isAtLeast(role, 'commenter'), mayEdit: isAtLeast(role, 'editor') };
}

export type Rights = ReturnType<typeof rightsOf>;
