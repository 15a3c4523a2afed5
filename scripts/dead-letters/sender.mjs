import { OPERATOR } from '../servers/accounts.mjs';
import { ownerOf } from '../servers/event-rights.mjs';

/** What an operator writes anew tells in this header whom the broker vouched for before; empty where it was nobody. */
export const SENDER = 'errand-sender';

/**
 * The account that put a letter where it is, for which the broker vouches (`user_id`); null where nobody is told.
 *
 * @param {import('amqplib').GetMessage} message
 * @returns {string | null}
 */
export function senderOf({ properties }) {
  const before = properties.userId === OPERATOR ? properties.headers?.[SENDER] : undefined;
  return (before ?? properties.userId) || null;
}

/**
 * Whether a letter may be from an account: from the service that could not take it, from whom the event belongs to, or from the operator.
 * Every service reaches every queue by the exchange that answers go by, so that one that was taken over could leave letters here.
 *
 * @param {string | null} service
 * @param {string | null} type
 * @param {string | null} sender
 */
export const mayBeFrom = (service, type, sender) =>
  sender !== null && [service, OPERATOR, ownerOf(type ?? '')].includes(sender);

/** @param {string | null} sender */
export const forgedBy = (sender) => ({
  code: 'letter.forged',
  message: `${sender === null ? 'An account that is not told' : sender} put it here, and it is not theirs.`,
});
