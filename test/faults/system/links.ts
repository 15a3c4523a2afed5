/** Each way between a process and a server fails on its own. */
export const linkNames = [
  'gateway-broker',
  'user-broker',
  'task-broker',
  'storage-broker',
  'ledger-broker',
  'user-database',
  'task-database',
  'storage-database',
  'ledger-database',
] as const;
export type LinkName = (typeof linkNames)[number];

/** Those to one of the servers. */
export const linksTo = (server: string): LinkName[] => linkNames.filter((name) => name.endsWith(`-${server}`));
