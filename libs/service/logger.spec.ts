import { describe, expect, it } from '@jest/globals';
import { Logger } from './logger.js';

describe('a log entry', () => {
  it('tells what went wrong and where, and none of the data that the error carries', () => {
    const lines: string[] = [];
    const logger = new Logger('test', { logLevel: 'info', logFormat: 'json' }, { write: (line) => lines.push(line) });
    const error = Object.assign(new Error('Data too long'), {
      parameters: ['hash'],
      sql: "INSERT 'hash'",
      code: 'ER_DATA',
    });
    logger.error(error, 'Spec');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 50,
      service: 'test',
      context: 'Spec',
      err: { message: 'Data too long', code: 'ER_DATA', stack: expect.stringContaining('logger.spec') as unknown },
    });
    expect(lines[0]).not.toContain('hash');
  });
});
