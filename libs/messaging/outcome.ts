import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { MessageContext } from './handles.js';

/** Runs one of Nest's handlers to its end, whichever way it answers: with a value, or with a stream whose last value counts. */
export async function outcomeOf(handler: MessageHandler, input: unknown, context: MessageContext): Promise<unknown> {
  const result: unknown = await handler(input, context);
  return isObservable(result) ? lastValueFrom(result, { defaultValue: undefined }) : result;
}
