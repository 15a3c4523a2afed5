import { originOf } from '#testing/http.js';
import type { Call } from './calls.js';
import { isBelow, type Outcome } from './expected.js';
import { instead, type Caller } from './roles.js';
import { Things } from './things.js';

/** How somebody was answered on a route: the statuses of all its calls, once where they are the same. */
export interface Knock {
  route: string;
  caller: Caller;
  statuses: number[];
  wanted: (number | 'in')[];
  /** All that was answered. */
  text: string;
}

/** Calls a route in all its ways, with things that fit what is expected of it. */
export async function knock(
  route: string,
  calls: Call[],
  caller: Caller,
  outcome: Outcome,
  kept: Things,
): Promise<Knock> {
  const method = route.split(' ')[0];
  const isLetIn = outcome === 'in' || outcome === 409;
  const changes = method !== 'GET' && isLetIn;
  const made: Knock = { route, caller, statuses: [], wanted: [], text: '' };
  for (const [path, body, how = {}] of calls) {
    if (how.byStranger && caller.name !== 'stranger') continue;
    const by = how.once && changes && caller.person ? await instead(caller) : caller;
    const isApart = /\{(project|member)\}/.test(JSON.stringify([path, body]));
    const things = changes ? new Things(kept.place, by, { isLetIn, isApart }) : kept;
    const [filledPath, filled] = await things.fill([path, body] as const);
    const { status, text } = await send(method, filledPath, filled ?? undefined, how.file, by.token);
    const answers = (caller.name === 'owner' ? how.answersOwner : undefined) ?? how.answers;
    made.statuses.push(status);
    const isSeen = !how.seenFrom || !isBelow(caller.name, how.seenFrom);
    made.wanted.push(isLetIn ? (answers ?? 'in') : isSeen ? outcome : 404);
    made.text += text;
  }
  return made;
}

/** Whether somebody was answered as expected on every call. */
export const isAsWanted = ({ statuses, wanted }: Knock): boolean =>
  statuses.every((status, index) => (wanted[index] === 'in' ? status < 400 : status === wanted[index]));

async function send(
  method: string,
  path: string,
  body: unknown,
  file: string | undefined,
  token: string | undefined,
): Promise<{ status: number; text: string }> {
  const url = path.startsWith('/') ? path : `/api/v1/${path}`;
  const json: Record<string, string> = body === undefined || file ? {} : { 'content-type': 'application/json' };
  const answer = await fetch(`${originOf(url)}${url}`, {
    method,
    redirect: 'manual',
    headers: { ...json, ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(file ? { body: formOf(body, file) } : body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}

/** A form with a file, whose text is the body or its field `file`. */
function formOf(body: unknown, name: string): FormData {
  const { file = 'notes', ...fields } =
    typeof body === 'string' ? { file: body } : ((body as Record<string, string> | undefined) ?? {});
  const form = new FormData();
  for (const [field, text] of Object.entries(fields)) form.append(field, text);
  form.append('file', new Blob([file], { type: 'text/plain' }), name);
  return form;
}
