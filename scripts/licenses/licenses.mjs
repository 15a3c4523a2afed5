import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';

/** Licences under which we may hand on what we run and serve, by their SPDX names: they ask for no more than to be named. */
export const allowed = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
];

/** Besides, for what only builds and tests: weak copyleft binds whoever changes and hands on such a package itself. */
export const allowedInDevelopment = [...allowed, 'CC-BY-4.0', 'MPL-2.0'];

/** Licences that a package tells in its Readme alone, or in an old way. */
export const toldElsewhere = {
  'busboy@0.3.1': 'MIT',
  'dicer@0.3.0': 'MIT',
  'humanize-number@0.0.2': 'MIT',
  'only@0.0.2': 'MIT',
  'streamsearch@0.1.2': 'MIT',
};

/**
 * @typedef {{ name: string, version: string, licence: string, development: boolean }} Dependency
 */

/**
 * Every package that the lockfile names, for whatever platform, by name.
 *
 * @returns {Dependency[]}
 */
export function dependencies() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const all = Object.entries(packages)
    .filter(([path, { link }]) => path !== '' && !link)
    .map(([path, { version, license, dev = false }]) => {
      const name = path.split('node_modules/').pop();
      const licence = license ?? toldElsewhere[`${name}@${version}`] ?? 'none';
      return { name, version, licence, development: dev };
    });
  const once = new Map(all.map((each) => [`${each.name} ${each.version} ${each.development}`, each]));
  return [...once.values()].sort((one, other) => one.name.localeCompare(other.name));
}

/**
 * Whether a package may be used. Of alternatives one has to be on the list, of licences that count together all.
 *
 * @param {Pick<Dependency, 'licence' | 'development'>} dependency its licence as an SPDX expression
 */
export function isAllowed({ licence, development }) {
  const names = development ? allowedInDevelopment : allowed;
  const alternatives = licence.replaceAll(/[()]/g, '').split(/ OR /);
  return alternatives.some((each) => each.split(/ AND /).every((name) => names.includes(name)));
}
