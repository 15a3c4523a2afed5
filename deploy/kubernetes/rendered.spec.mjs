import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { mistakes, objects, read } from './objects.mjs';
import { makeMine, render, repository } from './render.mjs';

const nameOf = ({ kind, metadata }) => `${kind} ${metadata.name}`;
const podsOf = (rendered) =>
  rendered.filter(({ kind }) => ['Deployment', 'Job'].includes(kind)).map(({ spec }) => spec.template.spec);

const { dir, mine } = makeMine();
const rendered = render(mine);

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

  it('keeps files in a bucket, and in no volume, where what docs/deployment.md says is added', async () => {
    const docs = readFileSync(join(repository, 'docs/deployment.md'), 'utf8');
    const added = parse(/## Files in a bucket\n[^]*?```yaml\n([^]*?)```/.exec(docs)[1]);
    const file = join(mine, 'kustomization.yaml');
    const lists = parse(readFileSync(file, 'utf8'));
    for (const [name, further] of Object.entries(added)) lists[name] = [...(lists[name] ?? []), ...further];
    writeFileSync(file, stringify(lists));
    writeFileSync(join(mine, added.secretGenerator[0].envs[0]), 'STORAGE_S3_ACCESS_KEY_ID=key\n');
    const changed = render(mine);
    for (const object of changed) expect([nameOf(object), await mistakes(object)]).toEqual([nameOf(object), []]);
    const named = (kind, name) => changed.find((each) => each.kind === kind && each.metadata.name.startsWith(name));

    const { volumes, containers } = named('Deployment', 'storage').spec.template.spec;
    expect(volumes).toContainEqual({ name: 'blobs', emptyDir: { sizeLimit: '1Mi' } });
    expect(named('PersistentVolumeClaim', 'blobs')).toBeUndefined();
    expect(named('PersistentVolumeClaim', 'dumps')).toBeDefined();
    const [settings, keys] = containers[0].envFrom;
    expect(named('ConfigMap', settings.configMapRef.name).data).toMatchObject({ STORAGE_S3_BUCKET: 'errand' });
    expect(Object.keys(named('Secret', keys.secretRef.name).data)).toEqual(['STORAGE_S3_ACCESS_KEY_ID']);
    const ports = (of) => of.find((each) => nameOf(each) === 'NetworkPolicy storage').spec.egress;
    expect(ports(changed)).toEqual([...ports(rendered), { ports: [{ port: 443 }] }]);
  });
});
