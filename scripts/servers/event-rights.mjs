/** The events that an account may publish. */
const OWN_EVENTS = {
  gateway: '^$',
  task: '^(task|reminder|project|member|comment|account)\\.[a-z_.]+$',
  user: '^(user|token|session)\\.[a-z_.]+$',
  storage: '^storage\\.[a-z_.]+$',
};

/** The events that an account may have its queues bound to: its own, and what it takes of others. The gateway sees all there is anyway. */
export const HEARD_EVENTS = {
  gateway: '.*',
  task: '^(task|reminder|project|member|comment|account|user)\\.[a-z_.]+$',
  user: '^((user|token|session|account)\\.[a-z_.]+|(task|storage)\\.purged)$',
  storage: '^(storage\\.[a-z_.]+|user\\.(deletion_requested|deleted)|comment\\.(added|deleted))$',
};

/**
 * The account that may publish events of a type; undefined where none may.
 *
 * @param {string} type
 * @returns {string | undefined}
 */
export const ownerOf = (type) =>
  Object.keys(OWN_EVENTS).find((name) => type && new RegExp(OWN_EVENTS[name]).test(type));

/**
 * What each account may do with which events, as RabbitMQ's definitions have it.
 *
 * @param {string} vhost
 */
export const topicPermissions = (vhost) =>
  Object.entries(OWN_EVENTS).flatMap(([user, write]) =>
    ['errand.events', 'errand.events.final'].map((exchange) => ({
      user,
      vhost,
      exchange,
      write,
      read: HEARD_EVENTS[user],
    })),
  );
