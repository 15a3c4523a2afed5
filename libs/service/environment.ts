import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { Rotating } from './rotating.js';
import type { Patience } from './slow-clients.js';
import { StartRefused } from './start-refused.js';

/** What is wrong with the environment, one line a variable. */
export class EnvironmentError extends StartRefused {
  override readonly name = 'EnvironmentError';

  constructor(readonly problems: string[]) {
    super(`The environment is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

type Variables = Record<string, string | undefined>;

/**
 * Reads settings from variables and remembers everything that is wrong, so that a person sees all of it at once. A variable
 * that is not set may be in a file, which the variable of the same name with `_FILE` after it names: so do containers get secrets.
 * Call `done()` last: it throws an `EnvironmentError` when anything was wrong.
 */
export class Environment {
  private readonly problems: string[] = [];

  constructor(private readonly variables: Variables) {}

  /** `process.env`, then `.env`, then `.errand/env` (the local stack's own settings); the first that has a variable wins. */
  static load(folder = process.cwd()): Environment {
    const files = ['.env', join(process.env.ERRAND_DIR ?? '.errand', 'env')].map((file) => join(folder, file));
    const read = files.filter((file) => existsSync(file)).map((file) => parseEnv(readFileSync(file, 'utf8')));
    return new Environment(Object.assign({}, ...read.reverse(), process.env) as Variables);
  }

  text(name: string, fallback: string): string {
    return this.value(name) || fallback;
  }

  oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T {
    const value = this.text(name, fallback) as T;
    if (!values.includes(value)) this.wrong(name, `should be one of ${values.join(', ')}, and is "${value}"`);
    return value;
  }

  /** A whole number of at least `min`. */
  whole(name: string, fallback: number, min = 0, max = Number.MAX_SAFE_INTEGER): number {
    const text = this.text(name, String(fallback));
    const value = Number(text);
    if (!Number.isInteger(value) || value < min || value > max) {
      this.wrong(name, `should be a whole number from ${min} to ${max}, and is "${text}"`);
    }
    return value;
  }

  port(name: string, fallback: number): number {
    return this.whole(name, fallback, 0, 65_535);
  }

  /** A URL of one of these schemes, under the first of the names that is set. Its value is never shown: it may hold a password. */
  url(names: string | string[], schemes: string[], fallback?: string): string {
    return this.checked([names].flat(), schemes, (value) => [value], fallback);
  }

  /** The same for one URL or several, with commas between: `addressesOf` tells them apart. */
  urls(names: string | string[], schemes: string[]): string {
    return this.checked([names].flat(), schemes, addressesOf);
  }

  /** Empty when it is not set. */
  optionalUrl(name: string, schemes: string[]): string {
    return this.value(name) ? this.url(name, schemes) : '';
  }

  /** A secret of at least `min` characters. Its value is never shown. */
  secret(name: string, min: number): string {
    const value = this.value(name);
    if (!value) this.wrong(name, `is missing: it should be a secret of at least ${min} characters`);
    else if (value.length < min) this.wrong(name, `should have at least ${min} characters`);
    return value;
  }

  /** A secret that may be replaced in its file while the process runs. `check` answers what is wrong with a value, or nothing. */
  rotating(name: string, check: (value: string) => string): Rotating {
    const value = this.value(name);
    const wrong = value ? check(value) : 'is missing';
    if (wrong) this.wrong(name, wrong);
    const file = this.variables[name] ? undefined : this.variables[`${name}_FILE`];
    return new Rotating(value, wrong ? undefined : file, check);
  }

  wrong(name: string, what: string): void {
    const problem = `${name} ${what}`;
    if (!this.problems.includes(problem)) this.problems.push(problem);
  }

  done(): void {
    if (this.problems.length > 0) throw new EnvironmentError(this.problems);
  }

  /** Empty when it is neither set nor in a file. */
  private value(name: string): string {
    const own = this.variables[name];
    const file = this.variables[`${name}_FILE`];
    if (own || !file) return own ?? '';
    try {
      return readFileSync(file, 'utf8').trim();
    } catch {
      this.wrong(`${name}_FILE`, `should name a file that can be read, and is "${file}"`);
      return '';
    }
  }

  private checked(names: string[], schemes: string[], split: (value: string) => string[], fallback?: string): string {
    const name = names.find((each) => this.value(each)) ?? names[0];
    const value = this.value(name) || fallback;
    const expected = `a URL like ${schemes.map((scheme) => `${scheme}://…`).join(' or ')}`;
    const usable = (url: string): boolean => URL.canParse(url) && schemes.includes(new URL(url).protocol.slice(0, -1));
    if (!value) this.wrong(names.join(' or '), `is missing: it should be ${expected}`);
    else if (!split(value).every(usable)) this.wrong(name, `should be ${expected}`);
    return value ?? '';
  }
}

/** What every process reads. */
export interface ProcessSettings {
  host: string;
  port: number;
  logLevel: string;
  logFormat: 'json' | 'pretty';
  /** HTTP requests that are answered at a time. */
  maxRequests: number;
  /** How slow a client may be. */
  patience: Patience;
  /** Milliseconds that it goes on as before after it was told to stop, not ready any more. */
  drainDelay: number;
  /** Where spans are sent (OTLP over HTTP); they are not recorded when empty. */
  otlpEndpoint: string;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Where a process listens and how it logs; the port's variable is named after the process, as in `TASK_PORT`. */
export function processSettings(environment: Environment, service: string, port: number): ProcessSettings {
  return {
    host: environment.text('HOST', '127.0.0.1'),
    port: environment.port(`${service.toUpperCase()}_PORT`, port),
    logLevel: environment.oneOf('LOG_LEVEL', logLevels, 'info'),
    logFormat: environment.oneOf('LOG_FORMAT', ['json', 'pretty'] as const, 'json'),
    maxRequests: environment.whole('HTTP_MAX_REQUESTS', 2000, 1),
    patience: {
      headers: environment.whole('HTTP_HEADERS_TIMEOUT_MS', 10_000, 10),
      idle: environment.whole('HTTP_KEEP_ALIVE_MS', 72_000, 10),
      window: environment.whole('HTTP_SLOW_WINDOW_MS', 30_000, 10),
      slowest: environment.whole('HTTP_SLOWEST_BYTES', 200),
    },
    drainDelay: environment.whole('DRAIN_DELAY_MS', 500, 0, 60_000),
    otlpEndpoint: environment.optionalUrl('OTEL_EXPORTER_OTLP_ENDPOINT', ['http', 'https']),
  };
}

/**
 * The broker account of a process: `TASK_BROKER_URL`, or `BROKER_URL` for all. One address, or those of a cluster's nodes
 * with commas between. `TASK_BROKER_PASSWORD` adds the password where the address has none.
 */
export function brokerUrl(environment: Environment, service: string): string {
  const name = service.toUpperCase();
  const urls = environment.urls([`${name}_BROKER_URL`, 'BROKER_URL'], ['amqp', 'amqps']);
  return withPassword(urls, environment.text(`${name}_BROKER_PASSWORD`, ''));
}

/** The addresses of a setting that may have several. */
export const addressesOf = (urls: string): string[] => urls.split(/,(?=[a-z]+:\/\/)/);

/**
 * The schema of a process and the account that may open it: `TASK_DATABASE_URL`, or `DATABASE_URL`. `TASK_DATABASE_PASSWORD`
 * adds the password where the address has none.
 */
export function databaseUrl(environment: Environment, service: string): string {
  const name = service.toUpperCase();
  const url = environment.url([`${name}_DATABASE_URL`, 'DATABASE_URL'], ['mysql', 'mariadb']);
  return withPassword(url, environment.text(`${name}_DATABASE_PASSWORD`, ''));
}

function withPassword(urls: string, password: string): string {
  const complete = (address: string): string => {
    if (!URL.canParse(address) || new URL(address).password) return address;
    const url = new URL(address);
    url.password = encodeURIComponent(password);
    return url.href;
  };
  return password ? addressesOf(urls).map(complete).join() : urls;
}
