import type { ConsumeMessage } from 'amqplib';
import type { BrokerConnection } from './connection.js';

/** The account of whoever looks after the broker: it may send anything again. */
const operator = 'operator';

/**
 * Whether the broker says that one of these accounts has sent a message. It vouches for the property `user_id`; where all
 * processes share an account it cannot tell, and everybody is believed.
 */
export const isFrom = (connection: BrokerConnection, { properties }: ConsumeMessage, accounts: string[]): boolean =>
  !connection.knowsSenders || [...accounts, operator].includes(String(properties.userId));
