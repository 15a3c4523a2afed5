import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { inSource } from './source-positions.js';

const folder = mkdtempSync(join(tmpdir(), 'errand-positions-'));
const at = (path: string): string => pathToFileURL(join(folder, path)).href;

/** Its only statement is in the fifth line, and in the first of what is compiled of it. */
const source = 'interface Gone {\n  from: "the output";\n}\n\nexport const broken = new Error("here");\n';

beforeAll(() => {
  const compilerOptions = { sourceMap: true, target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext };
  const { sourceMapText = '' } = ts.transpileModule(source, { fileName: 'broken.ts', compilerOptions });
  for (const path of ['.', 'node_modules']) {
    mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, path, 'broken.js.map'), sourceMapText);
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('a frame of a stack', () => {
  it('names the line of the source that was compiled to it', () => {
    expect(inSource(`Handler.close (${at('broken.js')}:1:23)`)).toBe(`Handler.close (${at('broken.ts')}:5:23)`);
    expect(inSource(`async ${at('broken.js')}:1:23`)).toBe(`async ${at('broken.ts')}:5:23`);
  });

  it.each([
    ['without a map', at('unknown.js')],
    ['of a package', at('node_modules/broken.js')],
    ['of Node', 'node:events'],
  ])('%s stays as it is', (_, file) => {
    expect(inSource(`Handler.close (${file}:1:23)`)).toBe(`Handler.close (${file}:1:23)`);
  });
});
