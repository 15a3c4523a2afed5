import { createCommand, type SyncCommandsMap, type SyncCommandType, type TodoistApi } from '@doist/todoist-sdk';
import { refusal, type Client } from '../calls.js';

/** Executes a command of its type with each argument that it has, and reads back what became of it. */
export type Effect = (client: Client) => Promise<void>;

/** The arguments that commands were executed with, by type. */
export const used = new Map<string, Set<string>>();

/** Executes one command; answers the id of what it made. */
export async function run<T extends SyncCommandType>(
  api: TodoistApi,
  type: T,
  args: SyncCommandsMap[T],
): Promise<string> {
  used.set(type, new Set([...(used.get(type) ?? []), ...Object.keys(args)]));
  const { tempIdMapping } = await api.sync({ commands: [createCommand(type, args, 'made')] });
  return tempIdMapping?.made ?? '';
}

/** Whether what is asked for is not there. */
export const isGone = async (call: Promise<unknown>): Promise<boolean> => (await refusal(call))?.status === 404;
