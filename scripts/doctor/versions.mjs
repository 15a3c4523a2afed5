import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';
import { fine, warning } from './finding.mjs';

const REPLIES = 'amq.rabbitmq.reply-to';
const PATIENCE = 5000;

/**
 * Looks at whether a service is of this version.
 *
 * @param {import('amqplib').ChannelModel} connection
 * @param {string} service
 * @param {string} userId whom the connection belongs to
 * @returns {Promise<import('./finding.mjs').Finding>}
 */
export async function examineVersion(connection, service, userId) {
  const what = `${service} version`;
  const about = await askWhatItIs(connection, service, userId).catch(() => undefined);
  if (!about) return warning(what, 'it does not say', `Is the ${service} service up, and of this version or later?`);
  const found = `Errand ${about.version}, Node ${about.node}`;
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return about.version === version
    ? fine(what, found)
    : warning(what, found, `This is ${version}: update the older one.`);
}

/**
 * Asks a service what it is, as the gateway asks it; of several replicas one answers. Rejects when none does in time.
 *
 * @param {import('amqplib').ChannelModel} connection
 * @param {string} service
 * @param {string} userId whom the connection belongs to
 * @returns {Promise<{ service: string, version: string, node: string, database: string }>}
 */
export async function askWhatItIs(connection, service, userId) {
  const channel = await connection.createChannel();
  channel.on('error', () => undefined);
  const answered = new Promise((resolve, reject) => {
    setTimeout(reject, PATIENCE).unref();
    channel.on('close', reject);
    channel.on('return', reject);
    const take = ({ content }) => resolve(JSON.parse(content.toString())[0].value);
    void channel.consume(REPLIES, take, { noAck: true }).catch(reject);
  });
  const command = { id: randomUUID(), pattern: 'about.get', input: {}, deadline: Date.now() + PATIENCE };
  const properties = { replyTo: REPLIES, expiration: PATIENCE, mandatory: true, userId };
  channel.publish('errand.commands', service, Buffer.from(JSON.stringify([command])), properties);
  return answered;
}
