import { setTimeout } from 'node:timers/promises';
import type { Answer } from '#testing/http.js';
import type { History, Operation } from '../history.js';
import type { Random } from '../random.js';

/** Milliseconds after which a client stops asking. */
const limit = 40_000;
/** Milliseconds between two requests for the same. */
const [shortestPause, longestPause] = [100, 400];

export type Body = Record<string, unknown> & { id: string; code: string };

/** Answers that say nothing about what was asked, so that it has to be asked again. */
const unsettled = (status: number): boolean => status >= 500 || status === 408 || status === 429;

interface Circumstances {
  history: History;
  random: Random;
  /** Milliseconds that it waits for one answer. */
  patience: number;
  /** Signs in anew before it is asked again; without it an answer that says so counts. */
  onUnauthorized?: () => Promise<unknown>;
}

/** Asks the same until there is an answer that counts; none when nobody gave one for long. */
export async function persist(
  operation: Operation,
  send: (signal: AbortSignal) => Promise<Answer<Body>>,
  { history, random, patience, onUnauthorized }: Circumstances,
): Promise<Answer<Body> | undefined> {
  const until = Date.now() + limit;
  for (;;) {
    const at = Date.now();
    let answer: Answer<Body> | undefined;
    let said: string;
    try {
      answer = await send(AbortSignal.timeout(patience));
      said = [answer.status, answer.body.code].join(' ').trim();
    } catch (error) {
      said = nameOf(error);
    }
    history.tried(operation, { at, ms: Date.now() - at, answer: said });
    const refused = onUnauthorized && answer?.status === 401;
    if (answer && !refused && !unsettled(answer.status)) return answer;
    if (Date.now() > until) return undefined;
    if (refused) await onUnauthorized().catch(() => undefined);
    await setTimeout(random.whole(shortestPause, longestPause));
  }
}

function nameOf(error: unknown): string {
  const { name, cause } = error as Error & { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? name;
}
