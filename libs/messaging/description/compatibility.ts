import { type Shape, shapeOf } from './shape.js';
import type { Json } from './schemas.js';

/** `taken` is written by others and read by a service: inputs. `given` is the other way round: answers and events. */
type Direction = 'taken' | 'given';

interface Operation {
  action: 'send' | 'receive';
  channel: Json;
  messages: Json[];
  reply?: { messages: Json[] };
}

interface Document {
  info: { version: string };
  operations: Record<string, Operation>;
}

/**
 * What of one AsyncAPI document of ours no longer holds in a later one, a line each: whoever was written against the first
 * would break on the second. Within a version that is nothing; a version with another first number may break everything.
 *
 * A service may take more than it did and give more than it did. It may not take less: a command, field, type or value
 * fewer, a field that has to be sent now, a tighter limit. Nor may it give less, or something else: an event or field
 * fewer, a field that may be missing now, a type or value that was not there before. Limits of what is given bind nobody.
 */
export function breakingChanges(before: Json, after: Json): string[] {
  const [old, now] = [before, after] as unknown as [Document, Document];
  if (major(old) !== major(now)) return [];
  return Object.entries(old.operations).flatMap(([id, operation]) => {
    const next = now.operations[id];
    if (!next) return [`${id} is gone`];
    const moved = where(before, operation) !== where(after, next);
    return [
      ...(moved ? [`${id} goes another way`] : []),
      ...compareMessages(
        { document: before, messages: operation.messages },
        { document: after, messages: next.messages },
        id,
        operation.action === 'receive' ? 'taken' : 'given',
      ),
      ...compareMessages(
        { document: before, messages: operation.reply?.messages ?? [] },
        { document: after, messages: next.reply?.messages ?? [] },
        `${id}, answer`,
        'given',
      ),
    ];
  });
}

const major = ({ info }: Document): string | undefined => info.version.split('.')[0];

/** Exchange and routing key. */
function where(document: Json, { channel, action }: Operation): string {
  const { address, bindings } = shapeOf(document, channel).raw;
  return JSON.stringify([action, address, bindings]);
}

interface Side {
  document: Json;
  messages: Json[];
}

function compareMessages(before: Side, after: Side, path: string, direction: Direction): string[] {
  const [old, now] = [before, after].map(({ document, messages }) => shapeOf(document, messages[0] ?? {}).raw);
  return ['headers', 'payload'].flatMap((part) => {
    const [was, is] = [old?.[part], now?.[part]] as (Json | undefined)[];
    if (was && !is) return [`${path} is gone`];
    return was && is ? compare(shapeOf(before.document, was), shapeOf(after.document, is), path, direction) : [];
  });
}

function compare(before: Shape, after: Shape, path: string, direction: Direction): string[] {
  const [wider, narrower] = direction === 'taken' ? [after, before] : [before, after];
  const than = direction === 'taken' ? 'takes less' : 'gives something else';
  return [
    ...(within(narrower.types, wider.types, covers)
      ? []
      : [`${path}: ${than} (type ${change(before.types, after.types)})`]),
    ...(within(narrower.values, wider.values)
      ? []
      : [`${path}: ${than} (values ${change(before.values, after.values)})`]),
    ...forms.flatMap((form) =>
      wider[form] === undefined || wider[form] === narrower[form] ? [] : [`${path}: ${than} (${form})`],
    ),
    ...(direction === 'taken' ? limits(before, after, path) : []),
    ...properties(before, after, path, direction),
    ...items(before, after, path, direction),
    ...alternatives(before, after, path, direction),
  ];
}

const forms = ['format', 'pattern'] as const;

/** Undefined stands for everything. */
function within<T>(some: T[] | undefined, all: T[] | undefined, equal = (a: T, b: T): boolean => a === b): boolean {
  return all === undefined || (some?.every((each) => all.some((other) => equal(each, other))) ?? false);
}

const covers = (type: string, by: string): boolean => type === by || (type === 'integer' && by === 'number');

const change = (before?: unknown[], after?: unknown[]): string =>
  `${before?.join('|') ?? 'any'} → ${after?.join('|') ?? 'any'}`;

function limits({ limits: before }: Shape, { limits: after }: Shape, path: string): string[] {
  return Object.entries(after).flatMap(([name, limit]) => {
    const old = before[name] ?? (name.startsWith('min') ? -Infinity : Infinity);
    const tighter = name.startsWith('min') ? limit > old : limit < old;
    return tighter ? [`${path}: takes less (${name} ${limit})`] : [];
  });
}

function properties(before: Shape, after: Shape, path: string, direction: Direction): string[] {
  const lost = Object.entries(before.properties).flatMap(([name, shape]) => {
    const next = after.properties[name];
    if (!next) return [`${path}.${name} is gone`];
    const missing = direction === 'given' && before.required.includes(name) && !after.required.includes(name);
    return [
      ...(missing ? [`${path}.${name} may be missing now`] : []),
      ...compare(shape(), next(), `${path}.${name}`, direction),
    ];
  });
  const demanded = direction === 'taken' ? after.required.filter((name) => !before.required.includes(name)) : [];
  return [...lost, ...demanded.map((name) => `${path}.${name} has to be sent now`)];
}

function items(before: Shape, after: Shape, path: string, direction: Direction): string[] {
  return before.items && after.items ? compare(before.items(), after.items(), `${path}[]`, direction) : [];
}

function alternatives(before: Shape, after: Shape, path: string, direction: Direction): string[] {
  const [old, now] = [before.alternatives, after.alternatives];
  const changed = direction === 'taken' ? now.length < old.length : now.length > old.length;
  return [
    ...(changed ? [`${path}: another number of alternatives`] : []),
    ...old.flatMap((shape, index) => {
      const next = now[index];
      return next ? compare(shape(), next(), path, direction) : [];
    }),
  ];
}
