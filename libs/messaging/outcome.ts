import { isObservable, lastValueFrom } from 'rxjs';

/** What one of Nest's handlers comes to, whichever way it answers: a value, or a stream whose last value counts. */
export const outcomeOf = (result: unknown): unknown =>
  isObservable(result) ? lastValueFrom(result, { defaultValue: undefined }) : result;
