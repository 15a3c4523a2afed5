import { answer, api } from './client';
import { Problem } from './problem';
import { randomId } from './random-id';

/** A command of the Sync API. */
export interface Command {
  type: string;
  args: Record<string, unknown>;
}

interface Refusal {
  error: string;
  http_code: number;
  error_extra?: { code?: string };
}

/** Executes commands in one batch, one after another; the first that is refused is thrown as a `Problem`. */
export async function runCommands(commands: Command[]): Promise<void> {
  const body = { commands: commands.map((command) => ({ ...command, uuid: randomId() })) };
  const { sync_status } = await answer(api.POST('/api/v1/sync', { body }));
  for (const outcome of Object.values(sync_status as Record<string, Refusal | 'ok'>)) {
    if (outcome === 'ok') continue;
    throw new Problem(outcome.http_code, { detail: outcome.error, ...outcome.error_extra });
  }
}
