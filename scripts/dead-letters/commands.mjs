import { Problem } from '../problem.mjs';
import { letterInWords, listInWords } from './words.mjs';
import { withLetters } from './queue.mjs';

/** What is wrong with how a command was called. */
export class Misuse extends Problem {
  name = 'Misuse';
}

/**
 * @typedef {import('amqplib').ChannelModel} Connection
 * @typedef {{ id?: string, all?: boolean, yes?: boolean, places: import('./places.mjs').Place[] }} Choice
 * @typedef {{ data: unknown, text: string }} Answer the same for programs and for people
 */

/** @type {Record<string, (connection: Connection, choice: Choice) => Promise<Answer>>} */
export const commands = {
  async list(connection, { places }) {
    const data = [];
    for (const place of places) {
      const found = await withLetters(connection, place, async (held) => held.map(({ letter }) => summaryOf(letter)));
      data.push(...(found ?? []));
    }
    return { data, text: listInWords(data) };
  },

  async show(connection, choice) {
    if (!choice.id) throw new Misuse('Which dead letter? Give its message id.');
    const [letter] = await settle(connection, choice, async (chosen) => chosen.slice(0, 1).map((each) => each.letter));
    return { data: letter, text: letterInWords(letter) };
  },

  async replay(connection, choice) {
    const ids = await settle(connection, choice, (chosen) => each(chosen, (letter) => letter.replay()));
    return { data: { replayed: ids }, text: `Replayed: ${count(ids)}.` };
  },

  async purge(connection, choice) {
    const ids = await settle(connection, choice, async (chosen) => {
      if (choice.yes || chosen.length === 0) return each(chosen, (letter) => letter.remove());
      throw new Misuse(`This would remove ${count(chosen)} for good. Say --yes to do it.`);
    });
    return { data: { purged: ids }, text: `Removed for good: ${count(ids)}.` };
  },
};

function summaryOf({ service, message_id, type, subject, died_at, attempts, error }) {
  return { service, message_id, type, subject, died_at, attempts, error };
}

/** Does something with the letter of an id, in whatever queue it is, or with all of one place. */
async function settle(connection, { id, all, places }, work) {
  if (Boolean(id) === Boolean(all)) throw new Misuse('Give the message id of one dead letter, or --all.');
  if (all && places.length !== 1) throw new Misuse('All of which service? Say --service, or --unrouted.');
  const results = [];
  for (const place of places) {
    const done = await withLetters(connection, place, (held) =>
      work(held.filter(({ letter }) => all || letter.message_id === id)),
    );
    results.push(...(done ?? []));
  }
  if (id && results.length === 0)
    throw new Problem(`There is no dead letter ${id} of ${places.map(({ name }) => name).join(', ')}.`);
  return results;
}

async function each(chosen, work) {
  for (const one of chosen) await work(one);
  return chosen.map(({ letter }) => letter.message_id);
}

const count = ({ length }) => `${length} dead letter${length === 1 ? '' : 's'}`;
