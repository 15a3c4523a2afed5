import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import { kustomization, mistakes, objects, read } from './objects.mjs';

const inRepository = (path) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
const of = (kind) => objects.filter((object) => object.kind === kind);
const named = (kind, name) => of(kind).find(({ metadata }) => metadata.name === name);
const services = { frontend: 8000, gateway: 8080, task: 8081, user: 8082, storage: 9000 };
const pods = [...of('Deployment'), ...of('Job')].map(({ spec }) => spec.template);
const containers = pods.flatMap(({ spec }) => spec.containers);
const settings = parseEnv(read('errand.env'));
const ofTheJob = parseEnv(read('migrate.env'));

describe('what Kubernetes runs', () => {
  it.each(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]))(
    'is well-formed: %s',
    async (_, object) => expect(await mistakes(object)).toEqual([]),
  );

  it('finds values and fields that Kubernetes does not know, wherever they are', async () => {
    const wrong = structuredClone(named('Deployment', 'task'));
    wrong.spec.template.spec.containers[0].imagge = 'task';
    expect(await mistakes(wrong)).toEqual(['/spec/template/spec/containers/0/imagge is no field of Deployment']);
    wrong.spec.replicas = 'two';
    expect(await mistakes(wrong)).toEqual([expect.stringContaining('spec/replicas must be integer')]);
  });

  it('is all that this folder has', () => {
    const others = ['kustomization.yaml', 'prometheus-adapter.yaml'];
    const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.yaml'));
    expect(files.sort()).toEqual([...kustomization.resources, ...others].sort());
  });

  it('are the images that Compose runs, whose ports the services and the probes name', () => {
    for (const [name, port] of Object.entries(services)) {
      const {
        containers: [container],
      } = named('Deployment', name).spec.template.spec;
      expect(inRepository('docker-compose.yml')).toContain(
        `}${container.image.replace(':latest', '')}:\${ERRAND_VERSION`,
      );
      expect(container.ports).toEqual([{ name: 'http', containerPort: port }]);
      expect(named('Service', name).spec.ports).toEqual([{ name: 'http', port, targetPort: 'http' }]);
      const [ready, live] = ['/health/ready', '/health/live'].map((path) => ({ path, port: 'http' }));
      expect(container).toMatchObject({
        startupProbe: { httpGet: ready },
        readinessProbe: { httpGet: ready },
        livenessProbe: { httpGet: live },
      });
    }
  });

  it('lets nobody but the job change a schema', () => {
    for (const name of ['task', 'user', 'storage']) {
      const variable = `${name.toUpperCase()}_DATABASE_URL`;
      const [own, theJobs] = [settings[variable], ofTheJob[variable]].map((url) => new URL(url).username);
      expect([own, theJobs]).toEqual([`errand_${name}_service`, `errand_${name}`]);
      const secrets = (kind, of) => JSON.stringify(named(kind, of).spec.template.spec.volumes);
      expect(secrets('Deployment', name)).not.toContain(`"${name}_database_password"`);
      expect(secrets('Job', 'migrate')).toContain(`"${name}_database_password"`);
    }
    expect([settings.MIGRATED_BY, ofTheJob.MIGRATED_BY]).toEqual(['job', 'service']);
  });

  it('drains for longer than the probes take to see it, and is given more time than that', () => {
    for (const { spec } of of('Deployment').map((deployment) => deployment.spec.template)) {
      const { periodSeconds, failureThreshold } = spec.containers[0].readinessProbe;
      expect(Number(settings.DRAIN_DELAY_MS)).toBeGreaterThan(periodSeconds * failureThreshold * 1000);
      expect(spec.terminationGracePeriodSeconds * 1000).toBeGreaterThan(Number(settings.DRAIN_DELAY_MS) + 30_000);
    }
  });

  it('has no more rights than it needs', () => {
    for (const { spec } of pods) {
      expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
      // what Kubernetes would set for each service are settings of Errand, such as TASK_PORT
      expect(spec).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
    }
    const none = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } };
    for (const { securityContext } of containers) expect(securityContext).toEqual(none);
  });

  it('knows every setting, and each secret as deploy/make-env.sh makes it', () => {
    const documented = inRepository('.env.example');
    const variables = containers.flatMap(({ env = [] }) => env.map(({ name }) => name));
    const passwords = /_(DATABASE|BROKER)_PASSWORD$/;
    for (const name of [...Object.keys(settings), ...variables].map((each) => each.replace(/_FILE$/, ''))) {
      if (!passwords.test(name)) expect(documented).toMatch(new RegExp(`^#${name}=`, 'm'));
    }
    const keys = pods
      .flatMap(({ spec }) => spec.volumes)
      .flatMap(({ secret }) => secret?.items.map(({ key }) => key) ?? []);
    const made = [...inRepository('docker-compose.yml').matchAll(/^ {2}(\w+): \{ file:/gm)].map(([, name]) => name);
    expect(keys.length).toBeGreaterThan(8);
    expect(keys.filter((key) => !made.includes(key))).toEqual([]);
  });

  it('gives each process the secrets that Compose gives it', () => {
    const composed = parse(inRepository('docker-compose.yml'), { merge: true }).services;
    const keysOf = ({ secret }) => secret?.items.map(({ key }) => key) ?? [];
    const given = (volumes) => volumes.flatMap(keysOf).sort();
    for (const name of Object.keys(services)) {
      const { secrets = [] } = composed[name === 'gateway' ? 'backend' : name];
      expect([name, given(named('Deployment', name).spec.template.spec.volumes)]).toEqual([name, [...secrets].sort()]);
    }
    const { volumes } = named('Job', 'migrate').spec.template.spec;
    for (const name of ['task', 'user', 'storage']) {
      const own = volumes.filter((volume) => volume.name === `${name}-secrets`);
      expect([name, given(own)]).toEqual([name, [...composed[`migrate-${name}`].secrets].sort()]);
    }
  });

  it('may be drained from a node one replica at a time, and grows where it is busy', () => {
    for (const name of Object.keys(services)) {
      const { matchLabels } = named('Deployment', name).spec.selector;
      expect(named('PodDisruptionBudget', name).spec).toEqual({ maxUnavailable: 1, selector: { matchLabels } });
      expect(named('Service', name).spec.selector).toEqual(matchLabels);
    }
    const scaled = of('HorizontalPodAutoscaler').map(({ spec }) => spec.scaleTargetRef.name);
    expect(scaled).toEqual(['frontend', 'gateway', 'task', 'user']);
    for (const name of ['task', 'user']) {
      const { external } = named('HorizontalPodAutoscaler', name).spec.metrics[1];
      expect(external.metric).toEqual({
        name: 'errand_queue_depth',
        selector: { matchLabels: { queue: `${name}.commands` } },
      });
    }
    expect(read('prometheus-adapter.yaml')).toContain('as: errand_queue_depth');
  });

  it('reaches what the architecture has an arrow to, and nothing else', () => {
    const [broker, database, mail] = [['5672', '5671'], ['3306'], ['25', '465', '587']].map((ports) => `:${ports}`);
    const arrows = (name, way, peers) =>
      (named('NetworkPolicy', name).spec[way] ?? []).map(({ ports, [peers]: [peer] = [{}] }) => {
        const { podSelector, namespaceSelector } = peer;
        const labels = Object.values((podSelector ?? namespaceSelector)?.matchLabels ?? {});
        return `${labels}:${ports.map(({ port }) => port)}`;
      });
    const out = (name) => arrows(name, 'egress', 'to');
    const into = (name) => arrows(name, 'ingress', 'from');
    expect([out('frontend'), into('frontend')]).toEqual([['gateway:8080'], [':8000']]);
    expect([out('gateway'), into('gateway')]).toEqual([['storage:9000', broker], [':8080']]);
    expect([out('task'), into('task')]).toEqual([[broker, database], ['monitoring:8081']]);
    expect([out('user'), into('user')]).toEqual([[broker, database, mail, ':443'], ['monitoring:8082']]);
    expect([out('storage'), into('storage')]).toEqual([[broker, database], [':9000']]);
    expect([out('migrate'), into('migrate')]).toEqual([[database], []]);
    const all = { matchLabels: { 'app.kubernetes.io/part-of': 'errand' } };
    expect(named('NetworkPolicy', 'errand-nothing-else').spec).toEqual({
      podSelector: all,
      policyTypes: ['Ingress', 'Egress'],
    });
    for (const { metadata } of pods) expect(metadata.labels).toMatchObject(all.matchLabels);
  });
});
