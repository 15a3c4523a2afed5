import { Logger } from '@nestjs/common';
import { readFileSync, watchFile } from 'node:fs';

/** Milliseconds between two looks at a file. */
const interval = 2000;

/**
 * A secret that may be replaced while the process runs: where it is in a file, the file is looked at every two seconds. What
 * replaces it and cannot be used is logged, and the last that could be used stays.
 */
export class Rotating {
  private readonly logger = new Logger(Rotating.name);

  /** `check` answers what is wrong with a value, empty when nothing is. */
  constructor(
    private current: string,
    private readonly file?: string,
    private readonly check: (value: string) => string = () => '',
  ) {
    if (file) watchFile(file, { interval, persistent: false }, () => this.look());
  }

  get value(): string {
    return this.current;
  }

  /** Reads the file now. */
  look(): void {
    if (!this.file) return;
    try {
      const value = readFileSync(this.file, 'utf8').trim();
      if (value === this.current) return;
      const wrong = this.check(value);
      if (wrong) return this.logger.error(`What is new in ${this.file} cannot be used, what was there stays: ${wrong}`);
      this.current = value;
      this.logger.log(`What is new in ${this.file} is used from now on`);
    } catch (error) {
      this.logger.error(`${this.file} cannot be read, what was there stays: ${(error as Error).message}`);
    }
  }

  /** What is made of the value, made anew only when that changes. */
  as<T>(make: (value: string) => T): () => T {
    let of: string | undefined;
    let made: T;
    return () => {
      if (of !== this.current) {
        made = make(this.current);
        of = this.current;
      }
      return made;
    };
  }
}
