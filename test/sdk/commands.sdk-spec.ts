import { beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { Http } from '#testing/http.js';
import { argumentsOf, unread } from './arguments.js';
import { aClient, type Client, noted, report } from './calls.js';
import { type Executed, executed, unexecuted } from './commands.js';
import { type Effect, used } from './effects/effect.js';
import { itemEffects } from './effects/items.js';
import { personEffects } from './effects/people.js';
import { placeEffects } from './effects/places.js';
import { wordEffects } from './effects/words.js';

/** One for each that is in scope: a command without one is no compiling program. */
const effects: Record<Executed, Effect> = { ...itemEffects, ...placeEffects, ...wordEffects, ...personEffects };

let known: Promise<Client> | undefined;
/** Of whom all of them are: tests that run side by side begin before any hook has ended. */
const client = (): Promise<Client> => (known ??= aClient());

beforeAll(() => appendFileSync(report, `${JSON.stringify({ executed })}\n`));

type Status = 'ok' | { http_code: number; error_extra: { code: string } };

/** How each is answered that says nothing but its type, by type. */
async function statusesOf(types: string[]): Promise<Map<string, Status>> {
  const { person } = await aClient();
  const commands = types.map((type) => ({ type, uuid: randomUUID(), args: {} }));
  const { body } = await Http.stack()
    .as(person.token)
    .post<{ sync_status: Record<string, Status> }>('/api/v1/sync', { commands });
  return new Map(commands.map(({ type, uuid }) => [type, body.sync_status[uuid]]));
}

const codeOf = (status?: Status): string | undefined => (typeof status === 'object' ? status.error_extra.code : status);

describe('the sync commands of the SDK', () => {
  it('are known where they are in scope, and say what is wrong with them', async () => {
    const statuses = await statusesOf([...executed]);
    expect(statuses.size).toBe(executed.length);
    for (const [type, status] of statuses) {
      expect([type, codeOf(status)]).toEqual([type, expect.not.stringMatching(/unknown_command/)]);
    }
  });

  it.concurrent.each(executed)('do what they say, with all of their arguments: %s', (type) =>
    noted({ command: type }, async () => effects[type](await client())),
  );

  it('were executed with all arguments that the SDK lists, but for those that say nothing here', () => {
    for (const type of executed) {
      const told = [...(used.get(type) ?? []), ...Object.keys(unread[type] ?? {})];
      expect([type, argumentsOf(type).length > 0]).toEqual([type, true]);
      expect([type, argumentsOf(type).filter((name) => !told.includes(name))]).toEqual([type, []]);
    }
  });

  it('are each refused by their own name where they are out of scope', async () => {
    const types = Object.keys(unexecuted);
    const statuses = await statusesOf(types);
    const refused = { http_code: 400, error_extra: { code: 'sync.unknown_command', field: 'type' } };
    for (const type of types) expect([type, statuses.get(type)]).toEqual([type, expect.objectContaining(refused)]);
  });
});
