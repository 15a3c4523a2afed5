import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** What an HTTP API hands to a function, as it was recorded (`events/<name>.json`). */
export interface HttpEvent {
  rawPath: string;
  rawQueryString: string;
  headers: Record<string, string>;
  body?: string;
  [more: string]: unknown;
}

export interface Result {
  statusCode: number;
  headers: Record<string, string>;
  cookies?: string[];
  body: string;
  isBase64Encoded: boolean;
}

export const recorded = (name: string): HttpEvent =>
  JSON.parse(readFileSync(file(`events/${name}.json`), 'utf8')) as HttpEvent;

/** The function in a process of its own, as the runtime of AWS Lambda calls it: one event at a time. */
export class Lambda {
  private constructor(private readonly process: ChildProcess) {}

  static async start(env: Record<string, string | undefined>): Promise<Lambda> {
    const child = fork(file('runtime.mjs'), { env: { PATH: process.env.PATH, ...env }, stdio: 'inherit' });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`The function ended with ${code} before it could be called`);
    });
    await Promise.race([once(child, 'message'), ended]);
    return new Lambda(child);
  }

  async call(event: HttpEvent): Promise<Result> {
    this.process.send(event);
    const [result] = (await once(this.process, 'message')) as [Result];
    return result;
  }

  stop(): void {
    this.process.kill('SIGKILL');
  }
}
