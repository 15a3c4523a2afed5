import type { Role } from '#contracts/roles.js';
import { callsOnAccounts } from './calls-on-accounts.js';
import { callsOnAdministration } from './calls-on-administration.js';
import { callsOnApps } from './calls-on-apps.js';
import { callsOnProjects } from './calls-on-projects.js';
import { callsOnTasks } from './calls-on-tasks.js';

/**
 * How a route is called: path below `/api/v1/`, with names of things as they are made in things.ts, and body. Several that are all
 * answered alike are several ways to reach for the same.
 */
export type Call = [path: string, body?: unknown, how?: How];

interface How {
  /** The status that stands for success, where the success takes what a test cannot have. */
  answers?: number;
  /** The same for the owner alone. */
  answersOwner?: number;
  /** The role from which on it is seen at all, where that is more than the first. */
  seenFrom?: Role;
  /** A way that is the stranger’s alone, for others may be let in by it. */
  byStranger?: boolean;
  /** By somebody who has just registered, since the account or its session ends. */
  once?: boolean;
  /** What is sent as a form, with a file of this text. */
  file?: string;
}

export const calls: Record<string, Call[]> = {
  ...callsOnAccounts,
  ...callsOnAdministration,
  ...callsOnApps,
  ...callsOnProjects,
  ...callsOnTasks,
};
