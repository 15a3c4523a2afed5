import { Logger } from '@nestjs/common';

// only what goes wrong belongs between the lines of the benchmark
Logger.overrideLogger(['error']);

const compiled = new URL('../../dist/bench/rpc/', import.meta.url);

/** What every call of the RPC part asks. */
export const { question } = await import(new URL('question.js', compiled).href);

/**
 * One of the ways to call over RabbitMQ, see `bench/rpc`.
 *
 * @param {string} name
 * @returns {Promise<{ serve(url: string): Promise<void>, connect(url: string): Promise<(input: unknown) => Promise<any>> }>}
 */
export const transport = (name) => import(new URL(`${name}.js`, compiled).href);
