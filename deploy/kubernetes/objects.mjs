import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, parseAllDocuments } from 'yaml';

/** A file of this folder. */
export const read = (name) => readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8');

export const kustomization = parse(read('kustomization.yaml'));

/** All objects of a text in YAML. */
export const objectsOf = (text) => parseAllDocuments(text).map((document) => document.toJS());

/** All objects of the files that the kustomization names. */
export const objects = kustomization.resources.flatMap((name) => objectsOf(read(name)));

/**
 * What is wrong with an object by the schemas of Kubernetes: values that should be others, and fields that there are not.
 * The schemas allow any further field, which a server would drop: one that they never look at is unknown to them.
 *
 * @param {object} object
 * @returns {Promise<string[]>}
 */
export async function mistakes(object) {
  const Model = (await import(`kubernetes-models/${object.apiVersion}`))[object.kind];
  if (!Model) return [`there is no ${object.kind} in ${object.apiVersion}`];
  const unseen = new Set();
  try {
    watched(new Model(structuredClone(object)), '', unseen).validate();
  } catch (error) {
    return [error.message];
  }
  return [...unseen].map((path) => `${path} is no field of ${object.kind}`);
}

/** The same value, which takes from `unseen` the path of each field that somebody reads. */
function watched(value, path, unseen) {
  if (typeof value !== 'object' || value === null) return value;
  for (const key of Object.keys(value)) {
    unseen.add(`${path}/${key}`);
    value[key] = watched(value[key], `${path}/${key}`, unseen);
  }
  return new Proxy(value, {
    get(target, key) {
      unseen.delete(`${path}/${String(key)}`);
      return target[key];
    },
  });
}
