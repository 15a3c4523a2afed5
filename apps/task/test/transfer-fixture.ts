import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import { type Applied, type Thing, transferContract } from '#contracts/transfer.contract.js';
import type { Fixture } from './fixture.js';

type Transfers = Client<typeof transferContract>;

/** As long as who imports waits. */
const patient = { timeout: 60_000 };

export const transfersOf = ({ service }: Fixture): Transfers => service.client(transferContract);

/** Everything that somebody has, as a file tells it. */
export async function exported(transfers: Transfers, actor: Actor, project_id?: string): Promise<Thing[]> {
  const { id, pages } = await transfers.export({ project_id }, actor, patient);
  const things: Thing[] = [];
  for (let number = 0; number < pages; number++) things.push(...(await transfers.page({ id, number }, actor)).things);
  await transfers.discard({ id }, actor);
  return things;
}

/** A transfer into which things were put, a few at a time. */
export async function staged(transfers: Transfers, things: Thing[], actor: Actor): Promise<string> {
  const { id } = await transfers.begin({}, actor);
  for (let number = 0; number * 7 < things.length; number++) {
    await transfers.stage({ id, number, things: things.slice(number * 7, (number + 1) * 7) }, actor, patient);
  }
  return id;
}

export async function imported(
  transfers: Transfers,
  things: Thing[],
  actor: Actor,
  project_id?: string,
): Promise<Applied> {
  return transfers.apply({ id: await staged(transfers, things, actor), project_id }, actor, patient);
}

/** The same with every id replaced by how many came before it, so that two accounts can be compared. */
export function withoutIds(things: Thing[]): Thing[] {
  const numbers = new Map<string, string>();
  const text = JSON.stringify(things).replace(
    /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g,
    (id) => {
      if (!numbers.has(id)) numbers.set(id, `#${numbers.size}`);
      return numbers.get(id)!;
    },
  );
  return JSON.parse(text) as Thing[];
}
