import { connect } from 'amqplib';
import { Problem } from '../problem.mjs';
import { OPERATOR } from '../servers/accounts.mjs';
import { letterOf, preserved, returnsOf, revived } from './letter.mjs';

/**
 * Looking at a letter gives it back to its quorum queue. RabbitMQ 3 counts that, 4.0 to 4.2 also drop what came back twenty
 * times, 4.3 no longer counts it (https://www.rabbitmq.com/docs/quorum-queues#poison-message-handling). So letters that were
 * looked at often are written anew.
 */
const MOST_RETURNS = 10;

/**
 * Who a connection was made as: consumers take an event from who owns it, or from the operator. Where that is its name, all others
 * have accounts of their own, too.
 */
const accounts = new WeakMap();

/** Whom a connection of `withBroker` belongs to. */
export const accountOf = (connection) => accounts.get(connection);

/**
 * Connects to the broker, lets `work` use the connection, and closes it.
 *
 * @template T
 * @param {string} url
 * @param {(connection: import('amqplib').ChannelModel) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withBroker(url, work) {
  const connection = await connect(url, {
    noDelay: true,
    timeout: 5000,
    clientProperties: { connection_name: 'operator' },
  }).catch((error) => {
    throw new Problem(`The broker at ${new URL(url).host} cannot be used: ${error.message || error.code}`);
  });
  connection.on('error', () => undefined);
  accounts.set(connection, decodeURIComponent(new URL(url).username));
  try {
    return await work(connection);
  } catch (error) {
    const isBrokers = error.name === 'IllegalOperationError' || Number.isInteger(error.code);
    throw isBrokers ? new Problem(`The broker refused, or went away: ${error.message}`) : error;
  } finally {
    await connection.close().catch(() => undefined);
  }
}

/**
 * Takes all dead letters of a place in hand, oldest first, and lets `work` look at them. What it neither replays nor
 * removes goes back in the same order; so does everything when this process ends in between.
 *
 * @template T
 * @param {import('amqplib').ChannelModel} connection
 * @param {import('./places.mjs').Place} place
 * @param {(letters: { letter: object, replay(): Promise<void>, remove(): Promise<void> }[]) => Promise<T>} work
 * @returns {Promise<T | undefined>} undefined when there is no such queue
 */
export async function withLetters(connection, place, work) {
  const channel = await connection.createConfirmChannel();
  // told to whoever waits for the call that failed
  channel.on('error', () => undefined);
  const account = accountOf(connection);
  const publish = publisher(channel, account);
  const read = (message) => letterOf(place.service, message, { knowsSenders: account === OPERATOR });
  if (!(await exists(channel, place.queue))) return undefined;

  const held = await takeAll(channel, place.queue);
  const settle = async (message) => {
    held.delete(message);
    channel.ack(message);
  };
  try {
    return await work(
      [...held].map((message) => ({
        letter: read(message),
        async replay() {
          refuseForged(read(message));
          const wanted = await publish(place.again(message), message.content, revived(place.service, message));
          if (!wanted) throw new Problem(place.nobody);
          await settle(message);
        },
        remove: () => settle(message),
      })),
    );
  } finally {
    await giveBack(channel, held, (message) => publish(place.back(message), message.content, preserved(message)));
    await channel.close();
  }
}

/** Sent again by the operator, it would be believed. */
function refuseForged({ message_id, error }) {
  if (!['event.forged', 'letter.forged'].includes(error?.code)) return;
  throw new Problem(`${message_id} was sent by an account that it does not belong to. Remove it.`);
}

async function takeAll(channel, queue) {
  const held = new Set();
  for (let message; (message = await channel.get(queue));) held.add(message);
  return held;
}

async function giveBack(channel, held, rewrite) {
  const worn = [...held].some((message) => returnsOf(message) >= MOST_RETURNS);
  for (const message of held) {
    if (worn) await rewrite(message);
    if (worn) channel.ack(message);
    else channel.nack(message, false, true);
  }
}

async function exists(channel, queue) {
  try {
    await channel.checkQueue(queue);
    return true;
  } catch (error) {
    if (error.code === 404) return false;
    throw error;
  }
}

/** Publishes a message, and answers whether a queue has it. */
function publisher(channel, userId) {
  let returned = false;
  channel.on('return', () => (returned = true));
  return async ({ exchange, routingKey }, content, properties) => {
    returned = false;
    await new Promise((resolve, reject) =>
      channel.publish(exchange, routingKey, content, { ...properties, userId, mandatory: true }, (error) =>
        error ? reject(error) : resolve(),
      ),
    );
    return !returned;
  };
}
