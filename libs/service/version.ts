import { readFileSync } from 'node:fs';

/** Of this Errand, as its package says; every process starts in the folder that has it. */
export const version = (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;
