import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { services } from '../../../scripts/services.mjs';

type Name = Exclude<keyof typeof services, 'frontend'>;

// prom-client brings @opentelemetry/api
const always = ['fastify', 'pino', 'prom-client', '@opentelemetry/api', 'reflect-metadata', 'rxjs', 'amqplib', 'uuid'];
const withNest = [
  ...always,
  ...['common', 'core', 'microservices', 'platform-fastify'].map((each) => `@nestjs/${each}`),
];
const withDatabase = [...withNest, '@nestjs/typeorm', 'mysql2', 'typeorm'];

/** What of package.json each process has to load before it has anything to do. */
const carried: Record<Name, string[]> = {
  user: [...withDatabase, 'jose'],
  task: withDatabase,
  storage: [...withDatabase, 'image-size'],
  gateway: [...withNest, '@fastify/multipart', 'class-transformer', 'class-validator', 'jose'],
};
const names = Object.keys(carried) as Name[];

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
const loaded = {} as Record<Name, string[]>;

/** The modules of a process that cannot use its settings, which it finds out when it was loaded. */
async function modulesOf(name: Name): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'errand-loaded-'));
  const env = { PATH: process.env.PATH, LOADED_MODULES: join(folder, 'modules'), LOG_LEVEL: 'unknown' };
  const main = ['--import', './libs/testing/loaded-modules.mjs', services[name].main];
  const code = await new Promise((resolve) => {
    execFile(process.execPath, main, { env, timeout: 50_000 }, (error) => resolve(error?.code));
  });
  const modules = readFileSync(env.LOADED_MODULES, 'utf8').split('\n');
  rmSync(folder, { recursive: true });
  expect(code).toBe(78);
  return modules;
}

const packagesOf = (modules: string[]): Set<string> =>
  new Set(modules.flatMap((file) => /.*node_modules\/((@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []));

beforeAll(async () => {
  await Promise.all(names.map(async (name) => (loaded[name] = await modulesOf(name))));
});

describe('a process that was started', () => {
  it.each(names)('carries what it always needs, and no more: %s', (name) => {
    const found = [...packagesOf(loaded[name])].filter((each) => each in dependencies);
    expect(found.sort()).toEqual([...carried[name]].sort());
  });

  it.each(['user', 'task', 'storage'] as const)('has no drivers of other databases: %s', (name) => {
    expect(loaded[name].filter((file) => /typeorm\/driver\/.*(Driver|QueryRunner)\.js/.test(file))).toEqual([]);
  });

  it('has no telephone numbers: gateway', () => {
    expect(loaded.gateway.filter((file) => /libphonenumber-js\/.*metadata/.test(file))).toEqual([]);
  });
});
