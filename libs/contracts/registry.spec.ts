import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { contracts, events } from './registry.js';

const exportsOf = async (pattern: RegExp): Promise<unknown[]> => {
  const files = readdirSync(import.meta.dirname).filter((file) => pattern.test(file));
  const load = (file: string): Promise<object> => import(`./${file.replace(/\.ts$/, '.js')}`) as Promise<object>;
  const modules = await Promise.all(files.map(load));
  return modules.flatMap((module) => Object.values(module) as unknown[]);
};

const isObjectWith = (key: string) => (value: unknown) => typeof value === 'object' && value !== null && key in value;

describe('the registry', () => {
  it('lists every contract', async () => {
    const declared = (await exportsOf(/\.contract\.ts$/)).filter(isObjectWith('commands'));
    expect(new Set(contracts)).toEqual(new Set(declared));
    expect(contracts).toHaveLength(declared.length);
  });

  it('lists every event', async () => {
    const declared = (await exportsOf(/^events\.ts$/)).filter(isObjectWith('source'));
    expect(new Set(events)).toEqual(new Set(declared));
    expect(events).toHaveLength(declared.length);
  });
});
