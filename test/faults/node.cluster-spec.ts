import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loseEach } from './nodes.js';
import { System } from './system/system.js';

const nodes = 3;

let started: Awaited<ReturnType<typeof System.onCluster>>;

beforeAll(async () => {
  started = await System.onCluster(nodes);
}, 180_000);

afterAll(async () => {
  await started?.system.stopProcesses();
  await started?.cluster.remove();
  await started?.system.remove();
}, 120_000);

describe('a broker that is a cluster', () => {
  it('may lose any of its nodes: all is well soon after, and nothing is lost or done twice', async () => {
    expect(await loseEach(started.cluster, nodes, started.system, 'cluster')).toEqual([]);
  }, 240_000);
});
