import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../problem.mjs';

const LIMIT = 180_000;

/**
 * Waits until a server answers.
 *
 * @param {string} name
 * @param {() => Promise<boolean>} answers
 * @param {{ exited?: Promise<string>, log?: string, signal?: AbortSignal }} options `exited` settles with how the server
 *   ended, should it; the end of `log` is shown then
 */
export async function untilReady(name, answers, { exited, log, signal }) {
  const deadline = Date.now() + LIMIT;
  let end;
  void exited?.then((how) => (end = how));
  while (!(await answers())) {
    signal?.throwIfAborted();
    if (end !== undefined) throw new Problem(`The ${name} ${end} while starting.${lastLines(log)}`);
    if (Date.now() > deadline)
      throw new Problem(`The ${name} did not answer within ${LIMIT / 1000} s.${lastLines(log)}`);
    await sleep(100);
  }
}

/**
 * @param {string} url
 * @returns {Promise<boolean>}
 */
export async function databaseAnswers(url) {
  const { createConnection } = await import('mysql2/promise');
  try {
    const connection = await createConnection({ uri: url, connectTimeout: 5_000 });
    await connection.end();
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} url
 * @returns {Promise<boolean>}
 */
export async function brokerAnswers(url) {
  const { connect } = await import('amqplib');
  try {
    const connection = await connect(url, { timeout: 5_000 });
    await connection.close();
    return true;
  } catch {
    return false;
  }
}

function lastLines(log) {
  if (log === undefined) return '';
  try {
    return ` The end of ${log}:\n${readFileSync(log, 'utf8').trimEnd().split('\n').slice(-15).join('\n')}`;
  } catch {
    return '';
  }
}
