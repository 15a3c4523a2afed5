import type { Collaborator, Invitation } from '../../api/types';

export type Role = Collaborator['role'];
export type GivenRole = Invitation['role'];

/** From the least to the most. */
export const givenRoles: GivenRole[] = ['viewer', 'commenter', 'editor', 'manager'];

export const roleNames: Record<Role, string> = {
  viewer: 'Viewer',
  commenter: 'Commenter',
  editor: 'Editor',
  manager: 'Manager',
  owner: 'Owner',
};

/** What a role is for, in a few words. */
export const roleHints: Record<GivenRole, string> = {
  viewer: 'reads everything',
  commenter: 'also comments and completes tasks',
  editor: 'also adds and changes tasks',
  manager: 'also invites people',
};
