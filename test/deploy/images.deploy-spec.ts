import { describe, expect, it } from '@jest/globals';
import { docker } from './engine.js';
import { scalable } from './stack.js';

const base = process.env.NODE_IMAGE ?? 'node:24-trixie-slim';
/** Bytes that an image may add to its base. */
const most = 200e6;

interface Image {
  Size: number;
  Config: { User: string; StopSignal: string; Healthcheck?: { Test: string[] }; Labels: Record<string, string> };
}

const inspect = async (name: string): Promise<Image> =>
  (JSON.parse(await docker(['image', 'inspect', name])) as Image[])[0];

describe.each(scalable)('the image of %s', (name) => {
  it('runs without root, says whether it is well, and what it is', async () => {
    const { Config } = await inspect(`${name}:latest`);
    expect(Config.User).toBe('1000:1000');
    expect(Config.StopSignal).toBe('SIGTERM');
    expect(Config.Healthcheck?.Test).toEqual(['CMD', 'bash', 'healthcheck.sh']);
    expect(Config.Labels['org.opencontainers.image.title']).toContain('Errand');
    expect(Config.Labels['org.opencontainers.image.version']).toMatch(/^\d+\.\d+\.\d+/);
    expect(Config.Labels['org.opencontainers.image.revision']).toMatch(/^[0-9a-f]{40}$/);
  }, 60_000);

  it('consists of files of one moment, so that the same can be made again', async () => {
    const where = ['/app', '/var/lib/errand', '-printf', '%T@\\n'];
    const moments = await docker(['run', '--rm', '--entrypoint', 'find', `${name}:latest`, ...where]);
    expect([...new Set(moments.split('\n').filter(Boolean).map(Number))]).toEqual([Date.UTC(1980) / 1000]);
  }, 120_000);

  it('is little more than its base, with nothing that only developers need', async () => {
    const [image, { Size }] = [await inspect(`${name}:latest`), await inspect(base)];
    expect(image.Size - Size).toBeLessThan(most);
    const list = ['run', '--rm', '--entrypoint', 'ls', `${name}:latest`, 'node_modules', 'dist/apps', 'dist/libs'];
    const files = (await docker(list)).split('\n');
    expect(files).toContain('fastify');
    for (const unwanted of ['typescript', 'jest', 'eslint', 'testing']) expect(files).not.toContain(unwanted);
  }, 120_000);
});
