import { readdirSync, readFileSync } from 'node:fs';
import type { SyncCommandsMap, SyncCommandType } from '@doist/todoist-sdk';
import type { Executed } from './commands.js';

type ArgumentOf<T extends SyncCommandType> = SyncCommandsMap[T] extends infer A
  ? A extends unknown
    ? keyof A
    : never
  : never;
type Reasons<T extends SyncCommandType> = Partial<Record<ArgumentOf<T>, string>>;

const workspaces = 'Belongs to workspaces, of which there are none.';
const places = 'Where a person is, is not told to the server.';
const ofWorkspaces = {
  folderId: workspaces,
  isInviteOnly: workspaces,
  isLinkSharingEnabled: workspaces,
  status: workspaces,
  collaboratorRoleDefault: workspaces,
  access: workspaces,
};
const place = { name: places, locLat: places, locLong: places, radius: places, locTrigger: places };

/** Arguments of commands that change nothing, each with its reason. */
export const unread: { [T in Executed]?: Reasons<T> } = {
  item_add: { autoParseLabels: 'Content is text; it is quick add that looks for labels in it.' },
  item_complete: {
    forceHistory: 'What was completed is always kept.',
    fromUndo: 'It is completed all the same.',
  },
  item_update_date_complete: { resetSubtasks: 'Subtasks of what recurs are always opened again.' },
  project_add: { ...ofWorkspaces, workspaceId: workspaces, defaultOrder: workspaces },
  project_update: {
    ...ofWorkspaces,
    isProjectInsightsEnabled: 'Insights are written by a language model of their vendor.',
  },
  share_project: { workspaceRole: workspaces, groupId: workspaces },
  reminder_add: place,
  reminder_update: place,
};

const folder = 'node_modules/@doist/todoist-sdk/dist/types/types/sync/commands';

/** The names of all arguments that the SDK's types list for a command. */
export function argumentsOf(type: SyncCommandType): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.d.ts'));
  const text = files.map((name) => readFileSync(`${folder}/${name}`, 'utf8')).join('\n');
  const name = new RegExp(`^    ${type}: (\\w+);`, 'm').exec(text)?.[1];
  const body = new RegExp(`^export type ${name} = (\\{[^]*?\\n\\});`, 'm').exec(text)?.[1];
  return [...new Set([...(body ?? '').matchAll(/^ {4}(\w+)\??:/gm)].map(([, argument]) => argument))];
}
