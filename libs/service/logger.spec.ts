import { describe, expect, it } from '@jest/globals';
import { Logger } from './logger.js';
import { inTrace } from './trace.js';

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

  it('is an object of JSON on one line, with the id of the trace that it belongs to, if it belongs to one', () => {
    const lines: string[] = [];
    const logger = new Logger('test', { logLevel: 'info', logFormat: 'json' }, { write: (line) => lines.push(line) });
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    inTrace({ traceId }, () => logger.log('two\nlines', 'Spec'));
    logger.log('outside', 'Spec');
    expect(lines.map((line) => line.indexOf('\n'))).toEqual(lines.map((line) => line.length - 1));
    const [within, outside] = lines.map((line) => JSON.parse(line) as object);
    expect(within).toMatchObject({ level: 30, context: 'Spec', msg: 'two\nlines', trace_id: traceId });
    expect(outside).not.toHaveProperty('trace_id');
  });
});
