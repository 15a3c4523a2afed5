/**
 * A queue where dead letters lie.
 *
 * @typedef {{ exchange: string, routingKey: string }} Address
 * @typedef {import('amqplib').GetMessage} Message
 * @typedef {object} Place
 * @property {string | null} service who could not take them; null when nobody wanted them
 * @property {string} name for a sentence
 * @property {string} queue
 * @property {(message: Message) => Address} again where one begins anew
 * @property {(message: Message) => Address} back how one is put there again
 * @property {string} nobody why one that begins anew may be wanted by nobody
 */

/**
 * What a service could not take, which goes back to the one queue that it came from.
 *
 * @param {string} service
 * @returns {Place}
 */
export const placeOf = (service) => ({
  service,
  name: service,
  queue: `${service}.events.dlq`,
  again: () => ({ exchange: '', routingKey: `${service}.events` }),
  back: () => ({ exchange: '', routingKey: `${service}.events.dlq` }),
  nobody: `There is no queue ${service}.events: has the service ever been started?`,
});

/**
 * What no queue took, which is published once more to all that may want it by now.
 *
 * @type {Place}
 */
export const unrouted = {
  service: null,
  name: 'what no queue took',
  queue: 'errand.unrouted',
  again: ({ fields }) => ({ exchange: 'errand.events', routingKey: fields.routingKey }),
  back: ({ fields }) => ({ exchange: 'errand.alternate', routingKey: fields.routingKey }),
  nobody: 'Still no queue takes it: has the service that wants it ever been started?',
};
