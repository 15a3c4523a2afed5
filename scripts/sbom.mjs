import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toldElsewhere } from './licenses/licenses.mjs';
import { root } from './root.mjs';

const mark = 'cdx:npm:package:development';

/**
 * What Errand is made of, as CycloneDX: all that is installed. What only builds, tests or is bundled into the web client is marked
 * as development. It has neither a number of its own nor a time, so that the same packages make the same bill.
 */
export function billOfMaterials() {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
  const bill = JSON.parse(execFileSync('npm', args, { cwd: root, maxBuffer: 64 * 1024 ** 2, encoding: 'utf8' }));
  for (const component of bill.components) {
    const id = toldElsewhere[`${component.name}@${component.version}`];
    if (id) component.licenses ??= [{ license: { id } }];
  }
  delete bill.serialNumber;
  delete bill.metadata.timestamp;
  return bill;
}

/** What of it runs in the services. By the mark, for `npm sbom --omit=dev` also leaves out what runs and is used in tests, too. */
export function ofServices(bill) {
  const components = bill.components.filter(({ properties = [] }) => !properties.some(({ name }) => name === mark));
  const refs = new Set([bill.metadata.component, ...components].map((each) => each['bom-ref']));
  const dependencies = bill.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((each) => refs.has(each)) }));
  return { ...bill, components, dependencies };
}

/** `npm run sbom`: writes both to dist. */
if (process.argv[1] === import.meta.filename) {
  const bill = billOfMaterials();
  mkdirSync(join(root, 'dist'), { recursive: true });
  for (const [name, each] of Object.entries({ sbom: bill, 'sbom.services': ofServices(bill) })) {
    writeFileSync(join(root, 'dist', `${name}.cdx.json`), JSON.stringify(each, null, 2));
  }
}
