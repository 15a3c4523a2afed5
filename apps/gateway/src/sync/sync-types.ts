import { isWanted } from '#contracts/sync.contract.js';

/** Resource types that clients know and Errand has nothing of. */
const emptyTypes = [
  'reminders_location',
  'locations',
  'live_notifications',
  'completed_info',
  'workspaces',
  'workspace_users',
  'workspace_filters',
  'view_options',
  'project_view_options_defaults',
  'role_actions',
  'folders',
  'calendars',
  'calendar_accounts',
  'suggestions',
];

/** A list for each type that somebody asked for and nothing answers: clients that ask for everything expect them. */
export function emptyLists(types: string[], answered: object): Record<string, []> {
  const empty = emptyTypes.filter((type) => isWanted(type, types) && !(type in answered));
  return Object.fromEntries(empty.map((type) => [type, []] as const));
}
