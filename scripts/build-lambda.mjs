import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { zipSync } from 'fflate';
import { ensureBuilt } from './prepare/build.mjs';
import { run } from './process/job.mjs';
import { root } from './root.mjs';

/**
 * `npm run build:lambda`: the gateway as AWS Lambda takes it, `dist/lambda.zip` with the handler `index.handler`: what is
 * compiled of it, and the packages that it needs to run.
 */
const folder = join(root, 'dist', 'lambda');
const unneeded = /\.(map|d\.[cm]?ts)$|\/node_modules\/(typescript|@types|\.bin)\//;

await ensureBuilt({ say: console.log });
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const file of ['package.json', 'package-lock.json', '.npmrc']) cpSync(join(root, file), join(folder, file));
for (const part of ['apps/gateway', 'libs'])
  cpSync(join(root, 'dist', part), join(folder, 'dist', part), { recursive: true });
writeFileSync(join(folder, 'index.mjs'), "export { handler } from './dist/apps/gateway/src/lambda.js';\n");
const { code } = await run('npm', ['ci', '--omit=dev', '--loglevel=error'], { cwd: folder, inherit: true });
if (code !== 0) process.exit(code);

const files = readdirSync(folder, { recursive: true })
  .map((name) => join(folder, name))
  .filter((path) => statSync(path).isFile() && !unneeded.test(path));
const zip = zipSync(Object.fromEntries(files.map((path) => [relative(folder, path), readFileSync(path)])));
writeFileSync(`${folder}.zip`, zip);
console.log(`dist/lambda.zip: ${(zip.length / 1e6).toFixed(0)} MB, the handler is index.handler`);
