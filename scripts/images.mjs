import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import './prepare/node-version.mjs';
import { run } from './process/job.mjs';
import { root } from './root.mjs';

/**
 * `npm run images`: builds the images of docker-compose.yml, `frontend:latest` and so on, and says what they are. The same
 * content makes the same layers of the services, on the same base images: all files have one time.
 */
const git = async (...args) => {
  const { code, output } = await run('git', args, { cwd: root });
  return code === 0 ? output.trim() : '';
};

const env = {
  ERRAND_REVISION: (await git('rev-parse', 'HEAD')) || 'unknown',
  ERRAND_VERSION_LABEL: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
  SOURCE_DATE_EPOCH: (await git('log', '-1', '--format=%ct')) || '0',
  DOCKER_BUILDKIT: '1',
  ...process.env,
};

const compose = ['compose', '--file', 'docker-compose.yml'];
const built = await run('docker', [...compose, 'build', ...process.argv.slice(2)], { cwd: root, env, inherit: true });
if (built.code === 127) console.error('npm run images needs a container engine with Compose 2 and BuildKit.');
if (built.code !== 0) process.exit(built.code);
const { output } = await run('docker', [...compose, 'config', '--images'], { cwd: root, env });
for (const image of output.split('\n').filter((line) => /:\S+$/.test(line) && !line.includes('level='))) {
  const size = await run('docker', ['image', 'inspect', '--format', '{{.Size}}', image], { env });
  console.log(`${image.padEnd(24)} ${(Number(size.output) / 1e6).toFixed(0)} MB`);
}
