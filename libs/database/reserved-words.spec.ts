import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';

/** Names that MySQL 8.4 and 9 keep for themselves and MariaDB, on which most tests run, does not: https://dev.mysql.com/doc/refman/9.4/en/keywords.html */
const reserved =
  `CUBE CUME_DIST DENSE_RANK EMPTY FIRST_VALUE FUNCTION GROUPING GROUPS INTERSECT JSON_TABLE LAG LAST_VALUE LATERAL LEAD
  LIBRARY MANUAL NTH_VALUE NTILE OF OVER PARALLEL PERCENT_RANK QUALIFY RANK ROW_NUMBER SYSTEM TABLESAMPLE WINDOW`.split(
    /\s+/,
  );
const named = new RegExp(`\\b(?:AS|\\w+\\.) ?(?:${reserved.join('|')})\\b(?!\\()`, 'gi');

it('finds names that MySQL reserves, and lets its functions be', () => {
  expect('SELECT 1 AS empty, task.rank, RANK() OVER w AS place FROM task'.match(named)).toEqual([
    'AS empty',
    'task.rank',
  ]);
});

it('names nothing in a statement by a word that MySQL reserves', () => {
  const plans = ['task', 'user', 'storage'].flatMap((service) => {
    const folder = `apps/${service}/test/plans`;
    const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
    expect(files).toContain('plans.txt');
    return files.map((name) => `${folder}/${name}`);
  });
  for (const file of plans) expect([file, readFileSync(file, 'utf8').match(named)]).toEqual([file, null]);
});
