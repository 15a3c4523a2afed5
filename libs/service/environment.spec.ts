import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressesOf, brokerUrl, databaseUrl, Environment, EnvironmentError, processSettings } from './environment.js';

const dir = mkdtempSync(join(tmpdir(), 'errand-environment-'));
afterAll(() => rmSync(dir, { recursive: true }));

/** A file as containers get their secrets. */
const fileWith = (text: string): string => {
  const file = join(dir, 'secret');
  writeFileSync(file, text);
  return file;
};

const problemsOf = (environment: Environment): string[] => {
  try {
    environment.done();
    return [];
  } catch (error) {
    return (error as EnvironmentError).problems;
  }
};

describe('the environment of a process', () => {
  it('has a default for everything but the addresses', () => {
    const environment = new Environment({});
    expect(processSettings(environment, 'task', 8081)).toEqual({
      host: '127.0.0.1',
      port: 8081,
      logLevel: 'info',
      logFormat: 'json',
      maxRequests: 2000,
      drainDelay: 500,
      otlpEndpoint: '',
      patience: { headers: 10_000, idle: 72_000, window: 30_000, slowest: 200 },
    });
    expect(problemsOf(environment)).toEqual([]);
  });

  it('prefers the variable of the process to the one for all', () => {
    const environment = new Environment({
      TASK_DATABASE_URL: 'mysql://own@host/errand_task',
      DATABASE_URL: 'mysql://all@host/errand',
      BROKER_URL: 'amqp://all@host',
    });
    expect(databaseUrl(environment, 'task')).toBe('mysql://own@host/errand_task');
    expect(brokerUrl(environment, 'task')).toBe('amqp://all@host');
  });

  it('takes several addresses of the broker, each of which has to be one', () => {
    const urls = 'amqp://task:a,b@one,amqps://task@two';
    const environment = new Environment({ TASK_BROKER_URL: urls, USER_BROKER_URL: 'amqp://one,http://two' });
    expect(addressesOf(brokerUrl(environment, 'task'))).toEqual(['amqp://task:a,b@one', 'amqps://task@two']);
    brokerUrl(environment, 'user');
    expect(problemsOf(environment)).toEqual(['USER_BROKER_URL should be a URL like amqp://… or amqps://…']);
  });

  it('names everything that is wrong at once, and what it should be', () => {
    const environment = new Environment({ TASK_PORT: '80 80', LOG_LEVEL: 'loud', BROKER_URL: 'http://host' });
    processSettings(environment, 'task', 8081);
    databaseUrl(environment, 'task');
    brokerUrl(environment, 'task');
    expect(problemsOf(environment)).toEqual([
      'TASK_PORT should be a whole number from 0 to 65535, and is "80 80"',
      expect.stringContaining('LOG_LEVEL should be one of fatal, error'),
      'TASK_DATABASE_URL or DATABASE_URL is missing: it should be a URL like mysql://… or mariadb://…',
      'BROKER_URL should be a URL like amqp://… or amqps://…',
    ]);
  });

  it('says how long a secret should be, and never what it is', () => {
    const environment = new Environment({ SHORT: 'hunter2', LONG: 'x'.repeat(32) });
    expect(environment.secret('LONG', 32)).toHaveLength(32);
    environment.secret('SHORT', 32);
    environment.secret('MISSING', 32);
    expect(problemsOf(environment)).toEqual([
      'SHORT should have at least 32 characters',
      'MISSING is missing: it should be a secret of at least 32 characters',
    ]);
  });

  it('never repeats a URL, which may hold a password', () => {
    const environment = new Environment({ BROKER_URL: 'amqp//user:secret@host' });
    brokerUrl(environment, 'task');
    expect(problemsOf(environment).join()).not.toContain('secret');
  });

  it('takes a secret from a file, without the end of its line', () => {
    const environment = new Environment({ KEY_FILE: fileWith(`${'x'.repeat(32)}\n`) });
    expect(environment.secret('KEY', 32)).toBe('x'.repeat(32));
    expect(problemsOf(environment)).toEqual([]);
  });

  it('prefers what is set to what is in a file', () => {
    expect(new Environment({ KEY: 'set', KEY_FILE: fileWith('kept') }).text('KEY', '')).toBe('set');
  });

  it('says which file cannot be read', () => {
    const environment = new Environment({ KEY_FILE: join(dir, 'missing') });
    environment.text('KEY', '');
    environment.text('KEY', '');
    expect(problemsOf(environment)).toEqual([
      `KEY_FILE should name a file that can be read, and is "${join(dir, 'missing')}"`,
    ]);
  });

  it('adds a password to each address that has none', () => {
    const environment = new Environment({
      TASK_DATABASE_URL: 'mysql://errand_task@host/errand_task',
      TASK_DATABASE_PASSWORD_FILE: fileWith('p/w%'),
      TASK_BROKER_URL: 'amqp://task@one/errand,amqp://task:own@two/errand',
      TASK_BROKER_PASSWORD: 'given',
    });
    expect(new URL(databaseUrl(environment, 'task')).password).toBe('p%2Fw%25');
    expect(brokerUrl(environment, 'task')).toBe('amqp://task:given@one/errand,amqp://task:own@two/errand');
  });
});
