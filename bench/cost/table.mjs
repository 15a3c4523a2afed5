import { table } from '../../scripts/table.mjs';

const median = (values) => [...values].sort((one, other) => one - other)[values.length >> 1];

/** @param {Record<string, number>[]} rounds */
export const medianCost = (rounds) =>
  Object.fromEntries(Object.keys(rounds[0]).map((name) => [name, median(rounds.map((round) => round[name]))]));

/**
 * One line a request.
 *
 * @param {{ idle: Record<string, number>, costs: Record<string, Record<string, number>> }} measured
 */
export function costTable({ idle, costs }) {
  const processes = Object.keys(idle);
  const rows = [
    ...Object.entries(costs).map(([name, cost]) => ({ name, ...cost, all: sum(processes, cost) })),
    { name: 'a second at rest', ...idle, all: sum(processes, idle) },
  ];
  const shown = [...processes, 'all', ...Object.keys(Object.values(costs)[0]).filter((name) => !(name in idle))];
  const columns = {
    'µs OF A CORE': ({ name }) => name,
    ...Object.fromEntries(shown.map((name) => [name.toUpperCase(), (row) => text(row[name])])),
  };
  return table(columns, rows);
}

const sum = (names, cost) => names.reduce((total, name) => total + cost[name], 0);
const text = (value) => (value === undefined ? '' : value < 10 ? value.toFixed(2) : String(Math.round(value)));
