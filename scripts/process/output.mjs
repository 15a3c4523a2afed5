import { mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

const COLOURS = [36, 33, 35, 32, 34, 96, 93, 95, 92, 94];
const WIDTH = 8;
const LOG_LIMIT = 20 * 1024 * 1024;

const coloured = process.stdout.isTTY === true && !process.env.NO_COLOR;
const colourOf = new Map();

/**
 * Prints what one process has to say, each line with its name in front, in a colour of its own when the output is a terminal
 * (and NO_COLOR is not set, https://no-color.org).
 *
 * @param {string} name
 * @param {string} text
 */
export function say(name, text) {
  if (!colourOf.has(name)) colourOf.set(name, COLOURS[colourOf.size % COLOURS.length]);
  const prefix = `${name.padEnd(WIDTH)} |`;
  const start = coloured ? `\x1b[${colourOf.get(name)}m${prefix}\x1b[0m` : prefix;
  process.stdout.write(text.replaceAll(/^/gm, `${start} `) + '\n');
}

/**
 * Calls `onLine` with each whole line of a stream.
 *
 * @param {import('node:stream').Readable} stream
 * @param {(line: string) => void} onLine
 */
export function eachLine(stream, onLine) {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  stream.on('data', (chunk) => {
    const lines = (rest + decoder.write(chunk)).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}

/**
 * Opens a log to append lines to.
 *
 * @param {string} dir
 * @param {string} name
 * @returns {(line: string) => void}
 */
export function openLog(dir, name) {
  const file = openSync(logFile(dir, name), 'a');
  return (line) => void writeSync(file, `${line}\n`);
}

/**
 * The path of a log, `<dir>/logs/<name>.log`. One of more than 20 MiB is first put aside as `<name>.log.1`.
 *
 * @param {string} dir
 * @param {string} name
 * @returns {string}
 */
export function logFile(dir, name) {
  const file = join(dir, 'logs', `${name}.log`);
  mkdirSync(join(dir, 'logs'), { recursive: true });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(file, `${file}.1`);
  return file;
}

// A closed terminal or pipe must not keep the launcher from stopping what it started.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
