import { invalid } from '#contracts/failure.js';

/** Who reacted, by emoji, in the order in which they did. */
export type Reactions = Record<string, string[]>;

const emoji = new RegExp('^(?:\\p{RGI_Emoji}|\\p{Extended_Pictographic})$', 'v');
/** Different ones on a comment. */
export const mostReactions = 50;

export const isReaction = (value: unknown): value is string => typeof value === 'string' && emoji.test(value);

/** Adds a person to those of an emoji, once. `comment.reaction` for what is no emoji, and for one beyond 50 different ones. */
export function withReaction(reactions: Reactions | null, reaction: string, person: string): Reactions {
  if (!isReaction(reaction)) throw invalid('comment.reaction', 'reaction', 'one emoji');
  const all = new Map(Object.entries(reactions ?? {}));
  const people = all.get(reaction) ?? [];
  if (people.length === 0 && all.size >= mostReactions) {
    throw invalid('comment.reaction', 'reaction', `one of the ${mostReactions} that are there already`);
  }
  return Object.fromEntries(all.set(reaction, [...people.filter((id) => id !== person), person]));
}

/** Takes a person from those of an emoji; null once nobody is left at all. */
export function withoutReaction(reactions: Reactions | null, reaction: string, person: string): Reactions | null {
  return kept(reactions, (name, id) => name !== reaction || id !== person);
}

/** Takes a person from those of all; null once nobody is left at all. */
export const withoutPerson = (reactions: Reactions | null, person: string): Reactions | null =>
  kept(reactions, (_, id) => id !== person);

function kept(reactions: Reactions | null, isKept: (reaction: string, id: string) => boolean): Reactions | null {
  const left = Object.entries(reactions ?? {})
    .map(([name, people]) => [name, people.filter((id) => isKept(name, id))] as const)
    .filter(([, people]) => people.length > 0);
  return left.length > 0 ? Object.fromEntries(left) : null;
}
