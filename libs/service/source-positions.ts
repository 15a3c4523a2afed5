import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';

/**
 * Lets the stacks of errors name lines of the TypeScript sources. Node's own --enable-source-maps keeps the maps of all that
 * is loaded in memory; here a map is read when an error is written that was in its file.
 */
export function showSourcePositions(): void {
  Error.prepareStackTrace = (error, frames: Frame[]) =>
    [Error.prototype.toString.call(error), ...frames.map((frame) => `    at ${inSource(frame.toString())}`)].join('\n');
}

interface Frame {
  toString(): string;
}

/** A frame of a stack with the position that its compiled position stands for; as it is where there is no map. */
export function inSource(frame: string): string {
  return frame.replace(/(file:\/\/(?!\S*\/node_modules\/)\S+\.js):(\d+):(\d+)/, (compiled, file, line, column) => {
    const found = mapOf(file as string)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!found || !('originalSource' in found)) return compiled;
    const { href } = new URL(found.originalSource, file as string);
    return `${href}:${found.originalLine + 1}:${found.originalColumn + 1}`;
  });
}

const maps = new Map<string, SourceMap | undefined>();

function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) maps.set(file, readMap(`${file}.map`));
  return maps.get(file);
}

function readMap(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(new URL(file), 'utf8')) as SourceMapPayload);
  } catch {
    return undefined;
  }
}
