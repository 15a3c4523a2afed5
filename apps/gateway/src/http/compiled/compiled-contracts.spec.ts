import { describe, expect, it } from '@jest/globals';
import { ValidationPipe } from '@nestjs/common';
import fc from 'fast-check';
import 'reflect-metadata';
import { checkContracts } from '#contracts/checks.js';
import { onceForEachField } from '#contracts/declared-fields.js';
import { contracts, events } from '#contracts/registry.js';
import { syncCommands } from '#contracts/sync-commands.js';
import { AddTask, TaskChange, TaskQuery } from '#contracts/task.contract.js';
import { bodiesOf, brokenBodiesOf } from '#testing/contract-bodies.js';
import { keepKnownRules } from '../known-rules.js';
import { CompiledContracts, type ContractClass } from './compiled-contracts.js';

checkContracts();
keepKnownRules();

const commands = contracts.flatMap((contract) => Object.values(contract.commands));
/** What the gateway reads. */
const inputs = new Set<unknown>([
  ...commands.map(({ input }) => input),
  ...Object.values(syncCommands),
]) as Set<ContractClass>;
const all = everyContract();

function everyContract(): ContractClass[] {
  const classes = new Set<unknown>([
    ...inputs,
    ...events.map(({ data }) => data),
    ...commands.map(({ output }) => output),
  ]);
  onceForEachField(({ of }) => classes.add(of))();
  classes.delete(null);
  return [...classes] as ContractClass[];
}

const kinds = [true, false].map((forbidNonWhitelisted) => ({
  compiled: new CompiledContracts(forbidNonWhitelisted),
  pipe: new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted }),
}));
type Kind = (typeof kinds)[number];

interface Asked {
  read: object | undefined;
  /** Undefined where the pipe refuses. */
  answer: { value: unknown } | undefined;
}

/** What both say; `read` comes first, since the pipe changes what it is told. */
async function askBoth({ compiled, pipe }: Kind, contract: ContractClass, told: unknown): Promise<Asked> {
  const read = compiled.read(contract, told);
  const answer = await pipe.transform(told, { type: 'body', metatype: contract }).then(
    (value: unknown) => ({ value }),
    () => undefined,
  );
  return { read, answer };
}

function expectSame({ read, answer }: Asked): void {
  expect(read && { value: read }).toStrictEqual(answer);
  expect(JSON.stringify(read)).toBe(JSON.stringify(answer?.value));
}

/** Has both ways asked about bodies of a class, strictly and leniently. */
async function forBodies(
  contract: ContractClass,
  bodies: fc.Arbitrary<object>,
  expectOf: (asked: Asked) => void,
): Promise<void> {
  const property = fc.asyncProperty(fc.clone(bodies, kinds.length), async (told) => {
    for (const [index, kind] of kinds.entries()) expectOf(await askBoth(kind, contract, told[index]));
  });
  await fc.assert(property, { seed: 66, numRuns: inputs.has(contract) ? 10 : 1 });
}

describe('contracts that were compiled', () => {
  it('are all of them', () => {
    expect(all).toEqual(expect.arrayContaining([AddTask, TaskChange, TaskQuery]));
    for (const { compiled } of kinds) expect(all.filter((contract) => !compiled.compile(contract))).toEqual([]);
  });

  it('make of what the pipe takes what it makes of it, and of nothing else', async () => {
    const taken = new Set<ContractClass>();
    for (const contract of all) {
      await forBodies(contract, bodiesOf(contract), (asked) => {
        if (asked.answer) taken.add(contract);
        expectSame(asked);
      });
    }
    expect([...inputs].filter((contract) => !taken.has(contract))).toEqual([]);
  });

  it('leave to the pipe what is not as it should be, or make of it what it makes', async () => {
    for (const contract of all) {
      await forBodies(contract, brokenBodiesOf(contract), (asked) => {
        if (asked.read) expectSame(asked);
      });
    }
  });

  it.each([undefined, null, '', 'text', 7, [], [{ content: 'x' }], new Date(0)])('leave %p to the pipe', (told) => {
    for (const { compiled } of kinds) expect(compiled.read(AddTask, told)).toBeUndefined();
  });
});

describe('what a query string says', () => {
  const [, lenient] = kinds;
  const query = (fields: object): object =>
    Object.assign(Object.create(Object.create(null) as object), fields) as object;

  it.each([
    { limit: '50' },
    { limit: ' 7 ' },
    { ids: 'a,b' },
    { ids: '["a","b"]' },
    { ids: ['a', 'b'], cursor: 'x', page: '3' },
    {},
  ])('is read as the pipe reads it: %j', async (fields) => {
    expectSame(await askBoth(lenient, TaskQuery, query(fields)));
  });

  it.each([{ limit: '' }, { limit: 'many' }, { limit: ['1', '2'] }, { ids: '[1]' }])(
    'is left to the pipe: %j',
    (fields) => {
      expect(lenient.compiled.read(TaskQuery, query(fields))).toBeUndefined();
    },
  );
});
