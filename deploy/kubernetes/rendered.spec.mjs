import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { mistakes, objects, objectsOf, read } from './objects.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const execute = (program, args, options) =>
  execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe', ...options });
/** Kustomize breaks long secrets into lines, which Kubernetes reads and its schema does not know. */
const unbroken = (object) =>
  object.kind === 'Secret'
    ? {
        ...object,
        data: Object.fromEntries(Object.entries(object.data).map(([key, value]) => [key, value.replaceAll('\n', '')])),
      }
    : object;
const render = (folder) =>
  objectsOf(execute(process.env.KUBECTL_PATH ?? 'kubectl', ['kustomize', folder])).map(unbroken);
const nameOf = ({ kind, metadata }) => `${kind} ${metadata.name}`;
const podsOf = (rendered) =>
  rendered.filter(({ kind }) => ['Deployment', 'Job'].includes(kind)).map(({ spec }) => spec.template.spec);

let dir;
let rendered;

beforeAll(() => {
  // as docs/deployment.md says: a folder of one's own beside the repository
  dir = mkdtempSync(join(tmpdir(), 'errand-kustomize-'));
  const mine = join(dir, 'mine');
  symlinkSync(repository, join(dir, 'errand'));
  cpSync(join(repository, 'deploy/kubernetes/example'), mine, { recursive: true });
  const env = { PATH: process.env.PATH, ERRAND_SECRETS: 'secrets', ENV_FILE: '.env' };
  execute('sh', ['../errand/deploy/make-env.sh'], { cwd: mine, env });
  rendered = render(mine);
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('what Kustomize makes', () => {
  it('of the folder alone is what is in its files, and the settings', async () => {
    const base = render(join(repository, 'deploy/kubernetes'));
    const settings = base.filter(({ kind }) => kind === 'ConfigMap').map(nameOf);
    expect(settings).toEqual(
      [/^ConfigMap errand-\w+$/, /^ConfigMap migrate-\w+$/].map((name) => expect.stringMatching(name)),
    );
    expect(base.map(nameOf).sort()).toEqual([...objects.map(nameOf), ...settings].sort());
    for (const object of base) expect([nameOf(object), await mistakes(object)]).toEqual([nameOf(object), []]);
  });

  it('of the example is well-formed, in its namespace, and of its images', async () => {
    for (const object of rendered) {
      expect([nameOf(object), await mistakes(object)]).toEqual([nameOf(object), []]);
      expect([nameOf(object), object.metadata.namespace]).toEqual([nameOf(object), 'errand']);
    }
    const images = podsOf(rendered).flatMap(({ containers }) => containers.map(({ image }) => image));
    expect(images).toHaveLength(8);
    for (const image of images) expect(image).toMatch(/^registry\.example\/errand\/\w+:0\.1\.0$/);
  });

  it('gives every process the settings and secrets that there are, and no address that is not the example’s', () => {
    const [settings, migrating] = rendered.filter(({ kind }) => kind === 'ConfigMap');
    const [secret] = rendered.filter(({ kind }) => kind === 'Secret');
    const pods = podsOf(rendered);
    expect(pods).toHaveLength(6);
    for (const { containers, volumes } of pods) {
      for (const { envFrom, args } of containers) {
        const used = args?.includes('migrate') ? [settings, migrating] : [settings];
        expect(envFrom).toEqual(used.map(({ metadata: { name } }) => ({ configMapRef: { name } })));
      }
      for (const { secret: from } of volumes.filter((volume) => volume.secret)) {
        expect(from.secretName).toBe(secret.metadata.name);
        for (const { key } of from.items) expect(Object.keys(secret.data)).toContain(key);
      }
    }
    for (const [index, { literals }] of parse(read('example/kustomization.yaml')).configMapGenerator.entries()) {
      const { data } = [settings, migrating][index];
      const addresses = Object.entries(data).filter(([name]) => /(DATABASE|BROKER|PUBLIC)_URL$/.test(name));
      expect(addresses.map(([name, value]) => `${name}=${value}`).sort()).toEqual([...literals].sort());
    }
  });

  it('leads the ingress to ports that the services have, and scales by the queues of a cluster', () => {
    const [{ spec }] = rendered.filter(({ kind }) => kind === 'Ingress');
    const backends = spec.rules.flatMap(({ http }) => http.paths.map(({ backend }) => backend.service));
    expect(backends.map(({ name }) => name)).toEqual(['frontend', 'storage']);
    for (const { name, port } of backends) {
      const service = rendered.find((each) => nameOf(each) === `Service ${name}`);
      expect(service.spec.ports.map((each) => each.name)).toContain(port.name);
    }
    const scaled = rendered.filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
    const queues = scaled.flatMap(({ spec: { metrics } }) =>
      metrics.flatMap(({ external }) => external?.metric.selector.matchLabels.queue ?? []),
    );
    expect(queues.sort()).toEqual(['task.commands.quorum', 'user.commands.quorum']);
  });
});
