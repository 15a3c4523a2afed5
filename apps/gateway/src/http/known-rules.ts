import { getMetadataStorage } from 'class-validator';

const storage = getMetadataStorage();
type Find = typeof storage.getTargetValidationMetadatas;
type Rules = ReturnType<Find>;

/**
 * Has class-validator look up the rules of a class once. It goes through those of all classes for each object that it
 * validates, which is a third of the work; they do not change after the classes are loaded. What names a schema or groups is
 * looked up as ever.
 */
export function keepKnownRules(): void {
  const find = storage.getTargetValidationMetadatas.bind(storage);
  const group = storage.groupByPropertyName.bind(storage);
  const ofClass = new Map<Parameters<Find>[0], Rules>();
  const ofProperty = new WeakMap<Rules, ReturnType<typeof group>>();

  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    if (schema || always || strictGroups || groups) return find(target, schema, always, strictGroups, groups);
    return getOrMake(ofClass, target, () => find(target, schema, always, strictGroups, groups));
  };
  storage.groupByPropertyName = (rules) => getOrMake(ofProperty, rules, () => group(rules));
}

function getOrMake<K, V>(
  map: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  const had = map.get(key);
  if (had !== undefined) return had;
  const made = make();
  map.set(key, made);
  return made;
}
