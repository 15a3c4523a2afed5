import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { eventually } from '#testing/eventually.js';
import { aPerson, Http } from '#testing/http.js';
import { services } from '../../scripts/services.mjs';

/** Where a process of the system that all tests use listens. */
const addressOf = (process: string): string => globalThis.process.env[`ERRAND_${process.toUpperCase()}_URL`] ?? '';
const frontend = addressOf('frontend');

/** The sample with these labels; undefined when there is none. */
async function metric(process: string, name: string, labels: Record<string, string> = {}): Promise<number | undefined> {
  const { status, headers, body } = await new Http(addressOf(process)).get<string>('/metrics');
  expect([status, headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/plain/)]);
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const line = body.split('\n').find((each) => {
    const [start, inBraces = ''] = each.split(/[{}]/);
    return start.split(' ')[0] === name && wanted.every((label) => inBraces.split(',').includes(label));
  });
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

/** What all processes together tell: each metric with the labels that it has just now. */
async function everything(): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  for (const process of Object.keys(services)) {
    const { body } = await new Http(addressOf(process)).get<string>('/metrics');
    for (const [, name] of body.matchAll(/^# TYPE (\w+)/gm)) found.set(name, found.get(name) ?? new Set());
    for (const [, sample, labels] of body.matchAll(/^(\w+)\{(.*)\}/gm)) {
      for (const [, label] of labels.matchAll(/(\w+)="/g)) found.get(family(sample))?.add(label);
    }
  }
  return found;
}

const family = (sample: string): string => sample.replace(/_(bucket|count|sum)$/, '');

describe('the metrics', () => {
  it('of every process tell its memory and the lag of its event loop', async () => {
    for (const process of ['frontend', 'gateway', 'task', 'user', 'storage']) {
      expect(await metric(process, 'process_resident_memory_bytes')).toBeGreaterThan(1e7);
      expect(await metric(process, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
    }
  });

  it('count calls by their result, at both ends', async () => {
    const added = { command: 'task.add', result: 'ok' };
    const missed = { command: 'task.get', result: 'not_found' };
    const counts = async (): Promise<number[]> => {
      const called = 'errand_command_call_duration_seconds_count';
      const handled = 'errand_command_handle_duration_seconds_count';
      return [
        (await metric('gateway', called, { service: 'task', ...added })) ?? 0,
        (await metric('gateway', called, missed)) ?? 0,
        (await metric('task', handled, added)) ?? 0,
        (await metric('task', handled, missed)) ?? 0,
      ];
    };
    const http = new Http(frontend);
    const person = await aPerson(http);
    const before = await counts();
    await http.as(person.token).post('/api/v1/tasks', { content: 'Water the tomatoes' });
    await http.as(person.token).get('/api/v1/tasks/no-such-task');
    expect(await counts()).toEqual(before.map((count) => count + 1));
  });

  it('count the events that were taken', async () => {
    const labels = { event: 'user.registered', result: 'ok' };
    const taken = async (): Promise<number> =>
      (await metric('task', 'errand_event_handle_duration_seconds_count', labels)) ?? 0;
    const before = await taken();
    await aPerson(new Http(frontend));
    await eventually(async () => expect(await taken()).toBeGreaterThan(before));
  });

  it('tell what waits in the outbox, and how the pool is used', async () => {
    for (const process of ['task', 'user', 'storage']) {
      await eventually(async () => {
        expect(await metric(process, 'errand_outbox_events')).toBe(0);
        expect(await metric(process, 'errand_outbox_oldest_age_seconds')).toBe(0);
      });
      expect(await metric(process, 'errand_database_pool_connections', { state: 'idle' })).toBeGreaterThan(0);
      expect(await metric(process, 'errand_database_pool_waiting')).toBe(0);
    }
  });

  it('come with a readiness that looks at the broker, the database and the outbox', async () => {
    const { body } = await new Http(addressOf('task')).get('/health/ready');
    expect(body).toEqual({ status: 'ok', checks: { running: true, broker: true, database: true, outbox: true } });
  });
});

describe('the rules and the dashboard for Prometheus', () => {
  it.each(['errand.rules.yml', 'errand.dashboard.json'])('ask for what there is: %s', async (file) => {
    const known = await everything();
    const text = readFileSync(`deploy/observability/${file}`, 'utf8').replaceAll('\\"', '"');
    const asked = [...text.matchAll(/\b((?:errand|process|nodejs)_[a-z0-9_]+)(?:\{([^}]*)\})?/g)];
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.map(([, name]) => family(name)).filter((name) => !known.has(name))).toEqual([]);
    const addedByPrometheus = ['job', 'instance'];
    for (const [, name, labels = ''] of asked) {
      const has = known.get(family(name))!;
      const wanted = [...labels.matchAll(/(\w+)\s*[=!]/g)].map(([, label]) => label);
      const missing = wanted.filter((label) => !addedByPrometheus.includes(label) && !has.has(label));
      if (has.size > 0) expect({ name, missing }).toEqual({ name, missing: [] });
    }
  });
});
