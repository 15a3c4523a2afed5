import { folded, type Named } from './names.js';

/** Somebody who takes part in a project. */
export interface Person {
  id: string;
  projectId: string;
  fullName: string;
  email: string;
}

/** A way to name somebody within a project, and the name by which only they are meant there. */
export interface KnownPerson extends Named {
  projectId: string;
  value: string;
}

/**
 * What people may be called: by their whole name, their first one and their address, and `me`. A name that several in a
 * project have means none of them.
 */
export function waysToName(people: Person[], me: string): KnownPerson[] {
  const ways = people.map((person) => waysOf(person, people));
  const mine = ways.flatMap(([way]) => (way.id === me ? [{ ...way, name: 'me' }] : []));
  // whole names go before the first names of others
  const [unlike, short] = [ways.map(([whole]) => whole), ways.flatMap(([, ...others]) => others)];
  return [...unlike, ...short, ...mine];
}

function waysOf({ id, projectId, fullName, email }: Person, people: Person[]): [KnownPerson, ...KnownPerson[]] {
  const others = people.filter((each) => each.projectId === projectId && each.id !== id);
  const isAlone = (name: string, of: (person: Person) => string): boolean =>
    name !== '' && others.every((other) => folded(of(other)) !== folded(name));
  const value = isAlone(fullName, (each) => each.fullName) ? fullName : email;
  const way = (name: string): KnownPerson => ({ id, projectId, name, value });
  const first = firstName(fullName);
  return [way(value), ...(isAlone(first, (each) => firstName(each.fullName)) ? [way(first)] : []), way(email)];
}

const firstName = (fullName: string): string => fullName.split(/\s/u)[0];
