import { table } from '../table.mjs';
import { readUsage } from './usage.mjs';
import { readVersions } from './versions.mjs';

/** What files take up, of each account and of all; `connection` is that of the storage service's schema. */
export async function storage(connection) {
  const data = await readUsage(connection);
  const { files, bytes, stored_bytes: stored, accounts } = data;
  const total = `${files} files of ${bytes} bytes, ${stored} on the disk: what has the same content is kept once.`;
  return { data, text: accounts.length === 0 ? total : `${table(usageColumns, accounts)}\n\n${total}` };
}

/** Which versions run; `connection` is the operator's, to the broker. */
export async function versions(connection, { env }) {
  const data = await readVersions(connection, env);
  return { data, text: `${table(versionColumns, data.processes)}\n\n${data.broker}` };
}

const usageColumns = {
  'ACCOUNT ID': ({ account_id }) => account_id,
  FILES: ({ files }) => files,
  BYTES: ({ bytes }) => bytes,
};

const versionColumns = {
  PROCESS: ({ service }) => service,
  ERRAND: ({ available, version }) => (available ? version : 'does not answer'),
  NODE: ({ node }) => node,
  DATABASE: ({ database }) => database,
};
