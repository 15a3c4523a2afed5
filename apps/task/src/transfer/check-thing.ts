import { Failure } from '#contracts/failure.js';
import { type Thing, type ThingKind, thingKinds } from '#contracts/transfer.contract.js';
import { formats } from './format.js';

/** A thing as it was checked: every field is there, as its rule wants it. */
export interface CheckedThing {
  kind: ThingKind;
  id: string;
  at: string;
  [field: string]: unknown;
}

const longestId = 64;

/** Fills in what may be left out, and refuses the rest with `transfer.thing_invalid`, naming place and field. */
export function checkThing({ kind, id, at = '', ...told }: Thing): CheckedThing {
  const format = formats[kind as ThingKind] as (typeof formats)[ThingKind] | undefined;
  if (!format) throw thingInvalid(at, 'kind', `one of ${thingKinds.join(', ')}`);
  if (typeof id !== 'string' || id.length === 0 || id.length > longestId) {
    throw thingInvalid(at, 'id', `a text of 1 to ${longestId} characters`);
  }
  const rules = { ...format.fields, ...format.besides };
  const unknown = Object.keys(told).find((name) => !Object.hasOwn(rules, name));
  if (unknown !== undefined) throw thingInvalid(at, unknown, `no such field of a ${kind}`);
  const thing: CheckedThing = { kind: kind as ThingKind, id, at };
  for (const [name, rule] of Object.entries(rules)) {
    const value = told[name] === undefined ? rule.fallback : told[name];
    if (value === undefined || (value !== rule.fallback && !rule.holds(value))) {
      throw thingInvalid(at, name, rule.expected);
    }
    thing[name] = value;
  }
  refuseIncoherent(thing);
  return thing;
}

/** A refusal of one thing, which names where it is and what is wrong with it. */
export function thingInvalid(at: string, name: string, expected: string, code = 'transfer.thing_invalid'): Failure {
  const field = at === '' ? name : `${at}.${name}`;
  return new Failure('invalid', code, `${at || 'The file'}: ${name}: expected ${expected}`, { field, expected });
}

/** Fields that only make sense together. */
function refuseIncoherent(thing: CheckedThing): void {
  const has = (name: string): boolean => thing[name] != null;
  const needs = (name: string, other: string): void => {
    if (has(name) && !has(other)) throw thingInvalid(thing.at, other, `a value beside ${name}`);
  };
  const wantsOne = (...names: string[]): void => {
    if (names.filter(has).length !== 1) throw thingInvalid(thing.at, names[0], `exactly one of ${names.join(', ')}`);
  };
  needs('due_time', 'due_date');
  needs('due_timezone', 'due_time');
  needs('due_recurrence', 'due_date');
  needs('duration_amount', 'duration_unit');
  needs('duration_unit', 'duration_amount');
  if (thing.kind === 'relation' && thing.task_id === thing.other_id) {
    throw thingInvalid(thing.at, 'other_id', 'another task');
  }
  if (thing.kind === 'reminder') wantsOne('minute_offset', 'due', 'due_words');
  if (thing.kind === 'comment') {
    wantsOne('task_id', 'project_id');
    needs('file_id', 'file_attachment');
    needs('file_attachment', 'file_id');
    if (!has('file_id') && !/\S/.test(thing.content as string)) {
      throw thingInvalid(thing.at, 'content', 'some text, or an attachment');
    }
  }
}
