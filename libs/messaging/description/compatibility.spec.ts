import { describe, expect, it } from '@jest/globals';
import { command, contract, openCommand } from '#contracts/contract.js';
import { event } from '#contracts/event.js';
import { Flag, Id, OneOf, Text, Whole } from '#contracts/fields.js';
import { Dictionary, ListOf, Nested } from '#contracts/nested-fields.js';
import { asyncApiDocument, type Messages } from './asyncapi.js';
import { breakingChanges } from './compatibility.js';

type Field = PropertyDecorator;

/** A class of messages with these fields. */
function classOf(name: string, fields: Record<string, Field>): new () => object {
  const made = { [name]: class {} }[name];
  for (const [field, decorate] of Object.entries(fields)) {
    Reflect.defineMetadata('design:type', Object, made.prototype, field);
    decorate(made.prototype, field);
  }
  return made;
}

/** A service with one command and one event; what is given replaces parts of it. */
function messages(fields: {
  ask?: Record<string, Field>;
  answer?: Record<string, Field>;
  told?: Record<string, Field>;
}): Messages {
  const Ask = classOf('Ask', { text: Text({ max: 50 }), ...fields.ask });
  const Answer = classOf('Answer', { text: Text({ max: 50 }), ...fields.answer });
  const Told = classOf('Told', { id: Id(), ...fields.told });
  return {
    version: '1.0.0',
    contracts: [contract('oracle', { ask: command(Ask, Answer) })],
    events: [event('oracle', 'oracle.told', Told)],
  };
}

const breaks = async (before: Messages, after: Messages): Promise<string[]> =>
  breakingChanges(await asyncApiDocument(before), await asyncApiDocument(after));

const asking = (before: Record<string, Field>, after: Record<string, Field>): Promise<string[]> =>
  breaks(messages({ ask: before }), messages({ ask: after }));
const answering = (before: Record<string, Field>, after: Record<string, Field>): Promise<string[]> =>
  breaks(messages({ answer: before }), messages({ answer: after }));

const inner = (fields: Record<string, Field>): (() => new () => object) => {
  const Inner = classOf('Inner', fields);
  return () => Inner;
};

describe('a later version of the messages is compatible when it', () => {
  it('is the same', async () => {
    expect(await breaks(messages({}), messages({}))).toEqual([]);
  });

  it('has one more command, and one more event', async () => {
    const { contracts, events, version } = messages({});
    const more = contract('oracle.door', { open: openCommand(classOf('Knock', {})) });
    const opened = event('oracle', 'door.opened', classOf('Opened', { id: Id() }));
    const after = { version, contracts: [...contracts, more], events: [...events, opened] };
    expect(await breaks(messages({}), after)).toEqual([]);
  });

  it('takes one more optional field', async () => {
    expect(await asking({}, { loud: Flag({ optional: true }) })).toEqual([]);
  });

  it('takes without a field that had to be sent', async () => {
    expect(await asking({ loud: Flag() }, { loud: Flag({ optional: true }) })).toEqual([]);
  });

  it('takes null, more values and longer texts', async () => {
    const before = { tone: OneOf(['low']), name: Text({ max: 5, min: 2 }), size: Whole({ max: 5 }) };
    const after = { tone: OneOf(['low', 'high'], { nullable: true }), name: Text({ max: 9 }), size: Whole({ max: 9 }) };
    expect(await asking(before, after)).toEqual([]);
  });

  it('answers and tells one more field', async () => {
    expect(await answering({}, { loud: Flag(), quiet: Flag({ optional: true }) })).toEqual([]);
    expect(await breaks(messages({}), messages({ told: { loud: Flag() } }))).toEqual([]);
  });

  it('no longer answers null, or gives fewer values', async () => {
    const before = { tone: OneOf(['low', 'high'], { nullable: true }) };
    expect(await answering(before, { tone: OneOf(['low']) })).toEqual([]);
  });

  it('has another first number, whatever it changes', async () => {
    expect(await breaks(messages({}), { version: '2.0.0', contracts: [], events: [] })).toEqual([]);
  });
});

describe('a later version of the messages is incompatible when it', () => {
  it('lacks a command', async () => {
    const { version, events } = messages({});
    expect(await breaks(messages({}), { version, contracts: [], events })).toEqual(['oracle.oracle.ask is gone']);
  });

  it('lacks an event', async () => {
    const { version, contracts } = messages({});
    expect(await breaks(messages({}), { version, contracts, events: [] })).toEqual(['oracle.told is gone']);
  });

  it('publishes an event from another service', async () => {
    const before = messages({});
    const after = { ...before, events: [event('temple', 'oracle.told', before.events[0].data)] };
    expect(await breaks(before, after)).toEqual([
      'oracle.told.cloudEvents:source: gives something else (values /oracle → /temple)',
    ]);
  });

  it('wants an actor where none was needed', async () => {
    const before = messages({});
    const { input, output } = before.contracts[0].commands.ask;
    const open = { ...before, contracts: [contract('oracle', { ask: openCommand(input, output!) })] };
    expect(await breaks(open, before)).toEqual(['oracle.oracle.ask[].actor has to be sent now']);
  });

  it('answers nothing where it answered something', async () => {
    const before = messages({});
    const after = {
      ...before,
      contracts: [contract('oracle', { ask: command(before.contracts[0].commands.ask.input) })],
    };
    expect(await breaks(before, after)).toContain(
      'oracle.oracle.ask, answer[].value: gives something else (type object → null)',
    );
  });

  it('no longer reads a field', async () => {
    expect(await asking({ loud: Flag({ optional: true }) }, {})).toEqual(['oracle.oracle.ask[].input.loud is gone']);
  });

  it.each<[string, Record<string, Field>]>([
    ['that is new', {}],
    ['that was optional', { loud: Flag({ optional: true }) }],
  ])('demands a field %s', async (_, before) => {
    expect(await asking(before, { loud: Flag() })).toEqual(['oracle.oracle.ask[].input.loud has to be sent now']);
  });

  it.each<[string, Field, Field, string]>([
    ['another type', Text({ max: 5 }), Whole(), 'type string → integer'],
    ['null no longer', Text({ max: 5, nullable: true }), Text({ max: 5 }), 'type string|null → string'],
    ['a value fewer', OneOf(['a', 'b']), OneOf(['a']), 'values a|b → a'],
    ['only some values', Text({ max: 5 }), OneOf(['a']), 'values any → a'],
    ['shorter texts', Text({ max: 5 }), Text({ max: 4 }), 'maxLength 4'],
    ['no short texts', Text({ max: 5 }), Text({ max: 5, min: 2 }), 'minLength 2'],
    ['smaller numbers', Whole({ max: 5 }), Whole({ max: 4 }), 'maximum 4'],
  ])('takes %s', async (_, before, after, said) => {
    const found = await asking({ field: before }, { field: after });
    expect(found[0]).toBe(`oracle.oracle.ask[].input.field: takes less (${said})`);
  });

  it('no longer answers, or tells, a field', async () => {
    expect(await answering({ loud: Flag() }, {})).toEqual(['oracle.oracle.ask, answer[].value.loud is gone']);
    const found = await breaks(messages({ told: { loud: Flag() } }), messages({}));
    expect(found).toEqual(['oracle.told.loud is gone']);
  });

  it('may leave out a field of an answer', async () => {
    const found = await answering({ loud: Flag() }, { loud: Flag({ optional: true }) });
    expect(found).toEqual(['oracle.oracle.ask, answer[].value.loud may be missing now']);
  });

  it.each<[string, Field, Field, string]>([
    ['another type', Whole(), Text({ max: 5 }), 'type integer → string'],
    ['null', Text({ max: 5 }), Text({ max: 5, nullable: true }), 'type string → string|null'],
    ['a new value', OneOf(['a']), OneOf(['a', 'b']), 'values a → a|b'],
    ['any value', OneOf(['a']), Text({ max: 5 }), 'values a → any'],
  ])('answers %s', async (_, before, after, said) => {
    const found = await answering({ field: before }, { field: after });
    expect(found).toEqual([`oracle.oracle.ask, answer[].value.field: gives something else (${said})`]);
  });

  it('changes something deep inside', async () => {
    const [before, after] = [inner({ loud: Flag() }), inner({})];
    expect(
      await answering({ one: Nested(before, { nullable: true }) }, { one: Nested(after, { nullable: true }) }),
    ).toEqual(['oracle.oracle.ask, answer[].value.one.loud is gone']);
    expect(await answering({ all: ListOf(before) }, { all: ListOf(after) })).toEqual([
      'oracle.oracle.ask, answer[].value.all[].loud is gone',
    ]);
    expect(await answering({ one: Nested(before) }, { one: Dictionary() })).toEqual([
      'oracle.oracle.ask, answer[].value.one.loud is gone',
    ]);
  });
});
