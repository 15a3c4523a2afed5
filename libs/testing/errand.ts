import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const portOf = (variable: string): string => new URL(process.env[variable]!).port;

/**
 * What `npm run errand -- … --json` answers about the running system, with the accounts of the database that the services work
 * with, unless `settings` say otherwise.
 */
export async function errand(args: string[], settings: Record<string, string> = {}): Promise<unknown> {
  const serving = JSON.parse(process.env.ERRAND_TEST_SERVING!) as Record<string, string>;
  const operator = { OPERATOR_BROKER_URL: process.env.ERRAND_TEST_BROKER_URL };
  const ports = {
    FRONTEND_PORT: portOf('ERRAND_URL'),
    GATEWAY_PORT: portOf('ERRAND_GATEWAY_URL'),
    STORAGE_PORT: portOf('ERRAND_STORAGE_URL'),
  };
  const env = { ...process.env, ...serving, ...operator, ...ports, MIGRATED_BY: 'job', ...settings };
  const command = ['scripts/errand.mjs', ...args, '--json'];
  // the doctor ends with an exit code where it finds a problem
  const { stdout } = await promisify(execFile)(process.execPath, command, { env }).catch(
    (error: { stdout: string }) => error,
  );
  return JSON.parse(stdout);
}
