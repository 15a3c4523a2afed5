import type { Changes } from '#contracts/sync.contract.js';

/** Ids of 16 bytes that one message asks for. */
const batchBytes = 500 * 16;

/** Answers the JSON text of a list of things, by packed ids. */
type Load = (resource: string, ids: string) => Promise<string>;

/** The JSON text of an answer, piece by piece: what `changes` left out is loaded as the text is read. */
export async function* syncText(head: object, { resources, rest }: Changes, load: Load): AsyncGenerator<string> {
  yield JSON.stringify(head).slice(0, -1);
  for (const [resource, first] of Object.entries(resources)) {
    yield `,${JSON.stringify(resource)}:[`;
    let separator = '';
    for await (const list of lists(resource, first, rest[resource], load)) {
      const entries = list.slice(1, -1);
      if (entries === '') continue;
      yield separator + entries;
      separator = ',';
    }
    yield ']';
  }
  yield '}';
}

/** Asks for each list while the one before is being read. */
async function* lists(
  resource: string,
  first: object[],
  packed: string | undefined,
  load: Load,
): AsyncGenerator<string> {
  const ids = Buffer.from(packed ?? '', 'base64');
  const ask = (from: number): Promise<string> | undefined => {
    if (from >= ids.length) return undefined;
    const list = load(resource, ids.subarray(from, from + batchBytes).toString('base64'));
    list.catch(() => undefined); // it is thrown where it is waited for, if anybody still reads by then
    return list;
  };
  let next = ask(0);
  yield JSON.stringify(first);
  for (let from = batchBytes; next; from += batchBytes) {
    const list = next;
    next = ask(from);
    yield await list;
  }
}
