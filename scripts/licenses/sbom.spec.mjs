import { readFileSync } from 'node:fs';
import { billOfMaterials, ofServices } from '../sbom.mjs';

const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const purlsOf = (packages) =>
  Object.entries(packages).map(([name, version]) => `pkg:npm/${name.replace('@', '%40')}@${version}`);

it('names every package with its version and licence in the bill of materials, and apart what runs in the services', () => {
  const bill = billOfMaterials();
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { type: 'application' } } });
  expect(bill.components.every(({ licenses }) => licenses?.length > 0)).toBe(true);
  const all = bill.components.map(({ purl }) => purl);
  expect(all).toEqual(expect.arrayContaining(purlsOf({ ...dependencies, ...devDependencies })));
  const running = ofServices(bill).components.map(({ purl }) => purl);
  expect(running).toEqual(expect.arrayContaining(purlsOf(dependencies)));
  expect(running).not.toContain(`pkg:npm/jest@${devDependencies.jest}`);
});
