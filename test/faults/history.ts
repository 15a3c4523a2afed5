import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a client may want; the fields of `input` and `result` are those of the requests and answers. */
export type Kind = 'register' | 'add' | 'update' | 'close' | 'comment' | 'uncomment' | 'leave';

/** Refused: the system said no, and nothing may be left of it. Unknown: nobody heard how it ended. */
export type Outcome = 'ok' | 'refused' | 'unknown';

/** One request of an operation. */
export interface Attempt {
  /** Milliseconds since the epoch. */
  at: number;
  ms: number;
  /** A status with the code of its problem, or the name of the network's error. */
  answer: string;
}

/** What one client wanted once: sent under one request id until it was answered, or the client gave up. */
export interface Operation {
  /** Unique in the run, and part of what is written. */
  key: string;
  kind: Kind;
  writer: number;
  input: Readonly<Record<string, string>>;
  begun: number;
  ended?: number;
  outcome?: Outcome;
  attempts: Attempt[];
  result: Readonly<Record<string, string>>;
}

/** What was asked of the system and how each ended, in the order in which it began. Also a file, one JSON object a line. */
export class History {
  readonly operations: Operation[] = [];
  private readonly file: number;

  constructor(readonly path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.file = openSync(path, 'w');
  }

  begin(kind: Kind, key: string, writer: number, input: Record<string, string>): Operation {
    const operation: Operation = { key, kind, writer, input, begun: Date.now(), attempts: [], result: {} };
    this.operations.push(operation);
    this.write({ at: operation.begun, what: 'begin', key, kind, input });
    return operation;
  }

  tried({ key, attempts }: Operation, attempt: Attempt): void {
    attempts.push(attempt);
    this.write({ what: 'try', key, ...attempt });
  }

  end(operation: Operation, outcome: Outcome, result: Record<string, string> = {}): void {
    Object.assign(operation, { outcome, result, ended: Date.now() });
    this.write({ at: operation.ended, what: 'end', key: operation.key, outcome, result });
  }

  /** Writes down what else happened. */
  write(line: object): void {
    writeSync(this.file, `${JSON.stringify(line)}\n`);
  }

  close(): void {
    closeSync(this.file);
  }
}
