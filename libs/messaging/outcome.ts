import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';

/**
 * Runs one of Nest's handlers to its end, whichever way it answers: with a value, or with a stream whose last value counts.
 *
 * @param companion what comes along with the input: the actor of a command, the transaction of an event
 */
export async function outcomeOf(handler: MessageHandler, input: unknown, companion: unknown): Promise<unknown> {
  const result: unknown = await handler(input, companion);
  return isObservable(result) ? lastValueFrom(result, { defaultValue: undefined }) : result;
}
