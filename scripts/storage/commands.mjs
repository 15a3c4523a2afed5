import { table } from '../table.mjs';
import { readUsage } from './usage.mjs';

/** @type {Record<string, (connection: import('mysql2/promise').Connection) => Promise<{ data: unknown, text: string }>>} */
export const commands = {
  async usage(connection) {
    const data = await readUsage(connection);
    const { files, bytes, stored_bytes: stored, accounts } = data;
    const total = `${files} files of ${bytes} bytes, ${stored} on the disk: what has the same content is kept once.`;
    return { data, text: accounts.length === 0 ? total : `${table(columns, accounts)}\n\n${total}` };
  },
};

const columns = {
  'ACCOUNT ID': ({ account_id }) => account_id,
  FILES: ({ files }) => files,
  BYTES: ({ bytes }) => bytes,
};
