/** A server that was started, and can be started again with the same data. */
export interface Server {
  /** What it is, for people: `MariaDB 10.11.6`. */
  kind: string;
  host: string;
  port: number;
  /** The address of its administrator, account and password included. */
  url: string;
  /** The addresses, with accounts, that the services use: `TASK_DATABASE_URL`, `TASK_BROKER_URL`, … */
  env: Record<string, string>;
  /** Settles, in words, when it has ended. */
  exited: Promise<string>;
  /** Ends it in good order. */
  stop(): Promise<unknown>;
  /** Ends it as a crash would. */
  kill(): Promise<unknown>;
}

export interface StartOptions {
  port?: number;
  signal?: AbortSignal;
  say?: (line: string) => void;
}

export interface Infrastructure {
  env: Record<string, string>;
  /** Missing when every service was given its own address. */
  administratorUrl?: string;
  operatorUrl?: string;
  database: Promise<unknown>;
  broker: Promise<unknown>;
  ready: Promise<void>;
  stop(): Promise<void>;
}

export function startDatabase(dir: string, options?: StartOptions): Promise<Server>;
export function startBroker(dir: string, options?: StartOptions): Promise<Server>;
export function prepareInfrastructure(options: {
  dir: string;
  env?: NodeJS.ProcessEnv;
  say?: (line: string) => void;
}): Promise<void>;
export function startInfrastructure(options: {
  dir: string;
  env?: NodeJS.ProcessEnv;
  say?: (line: string) => void;
  signal?: AbortSignal;
  restart?: boolean;
}): Promise<Infrastructure>;
export function stopInfrastructure(dir: string, options?: { data?: boolean }): Promise<void>;
