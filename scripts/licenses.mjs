import { dependencies, isAllowed } from './licenses/licenses.mjs';
import { table } from './table.mjs';

/** `npm run licenses`: every dependency with its version and licence. Fails when one has a licence that is not on the list. */
const all = dependencies();
const columns = {
  PACKAGE: ({ name }) => name,
  VERSION: ({ version }) => version,
  LICENCE: ({ licence }) => licence,
  USE: ({ development }) => (development ? 'development' : 'production'),
};
process.stdout.write(`${table(columns, all)}\n`);
const refused = all.filter((each) => !isAllowed(each));
for (const { name, version, licence } of refused) console.error(`${name} ${version}: ${licence} is not allowed`);
process.exitCode = refused.length > 0 ? 1 : 0;
