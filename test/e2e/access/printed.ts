import type { Knock } from './knock.js';
import { callers } from './roles.js';

/** The matrix: a line for each route, with how each caller was answered. */
export function printed(knocks: Knock[]): string {
  const routes = [...new Set(knocks.map(({ route }) => route))].sort(byPath);
  const widest = Math.max(0, ...routes.map(({ length }) => length));
  const cell = (route: string, name: string): string => {
    const found = knocks.find((each) => each.route === route && each.caller.name === name);
    return [...new Set(found?.statuses)].join('/');
  };
  const row = (first: string, cells: string[]): string =>
    [first.padEnd(widest), ...cells.map((text, index) => text.padEnd(callers[index].length))].join('  ').trimEnd();
  return [
    row('', [...callers]),
    ...routes.map((route) =>
      row(
        route,
        callers.map((name) => cell(route, name)),
      ),
    ),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

const byPath = (one: string, other: string): number => pathOf(one).localeCompare(pathOf(other));
const pathOf = (route: string): string => route.split(' ').reverse().join(' ');
