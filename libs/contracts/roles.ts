/** What somebody may do with what is shared, from the least to the most: each role may all that those before it may. */
export const roles = ['viewer', 'commenter', 'editor', 'manager', 'owner'] as const;

export type Role = (typeof roles)[number];

/** The roles that are given. A project has one owner: who made it, or to whom it was handed over. */
export const givenRoles = ['viewer', 'commenter', 'editor', 'manager'] as const satisfies Role[];

export type GivenRole = (typeof givenRoles)[number];
