import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const servicesOf = (name) =>
  parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'), { merge: true }).services;
const services = servicesOf('docker-compose.yml');
const onOneMachine = servicesOf('docker-compose.override.yml');
const stateless = ['frontend', 'backend', 'task', 'user', 'storage'];
const withData = ['database', 'broker'];

describe('the services of docker-compose.yml', () => {
  it.each(stateless)(
    'let %s write nothing but /tmp and its volumes, and do nothing that needs a capability',
    (name) => {
      const { read_only, cap_drop, security_opt, volumes } = services[name];
      expect({ read_only, cap_drop, security_opt }).toEqual({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      const kept = volumes.filter((volume) => volume.type !== 'tmpfs').map((volume) => volume.split(':')[0]);
      const may = { storage: ['dumps', 'blobs'], task: ['dumps'], user: ['dumps'] }[name] ?? [];
      expect(kept.filter((volume) => !may.includes(volume))).toEqual([]);
    },
  );

  it.each(stateless)('replace %s two at a time, the new ones first, and go back by themselves', (name) => {
    const { stop_grace_period, deploy } = services[name];
    const update = { parallelism: 2, delay: '10s', order: 'start-first', failure_action: 'rollback' };
    expect(deploy.update_config).toMatchObject(update);
    expect(deploy).toMatchObject({ replicas: 2, restart_policy: { condition: 'any' } });
    expect(deploy.resources.limits).toEqual({ cpus: '1', memory: '384M' });
    expect(Number.parseInt(stop_grace_period)).toBeGreaterThan(20);
  });

  it.each(withData)('never have two of %s on the same data, nor anywhere but where the data is', (name) => {
    const { deploy, stop_grace_period } = services[name];
    expect(deploy).toMatchObject({ replicas: 1, update_config: { order: 'stop-first', failure_action: 'rollback' } });
    expect(deploy.placement.constraints).toEqual(['${DATA_NODE:-node.role == manager}']);
    expect(Number.parseInt(stop_grace_period)).toBeGreaterThanOrEqual(60);
  });

  it('open three ports to people and programs, and the others on this machine alone', () => {
    const ports = (of) => Object.values(of).flatMap((service) => service.ports ?? []);
    expect(ports(services)).toEqual([
      '${PUBLISH_ADDRESS:-}:${FRONTEND_PORT:-80}:80',
      '${PUBLISH_ADDRESS:-}:${GATEWAY_PORT:-8080}:8080',
      '${PUBLISH_ADDRESS:-}:${STORAGE_PORT:-9000}:9000',
    ]);
    expect(ports(onOneMachine)).toEqual([
      '127.0.0.1:${TASK_PORT:-8081}:8081',
      '127.0.0.1:${USER_PORT:-8082}:8082',
      '127.0.0.1:${DATABASE_PORT:-3306}:3306',
      '127.0.0.1:${BROKER_PORT:-5672}:5672',
    ]);
  });

  it('reach the database only where they keep data in it, and the frontend nothing but the API', () => {
    const on = (network) => Object.keys(services).filter((name) => services[name].networks.includes(network));
    expect(on('web')).toEqual(['frontend', 'backend']);
    expect(on('data')).toEqual(expect.arrayContaining(['task', 'user', 'storage', 'database']));
    for (const name of ['frontend', 'backend', 'broker']) expect(on('data')).not.toContain(name);
    expect(services.frontend.networks).toEqual(['web']);
  });
});
