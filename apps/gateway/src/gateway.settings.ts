import { actorKey } from '#messaging/actor-proof.js';
import { brokerUrl, type Environment, type ProcessSettings, processSettings } from '#service/environment.js';
import type { Rotating } from '#service/rotating.js';
import type { RateSettings } from './limits/limits.js';

export interface GatewaySettings extends ProcessSettings {
  brokerUrl: string;
  /** What it signs with on whose behalf a command runs. */
  actorKey: Rotating;
  /** Where people and programs reach this system from outside: the origin of `file_url`s. */
  publicUrl: string;
  /** Where the storage service is reached from here. */
  storageUrl: string;
  /** The proxies that are believed about whom they speak for: addresses, networks, or `loopback` and `uniquelocal`. */
  trustProxy: string[];
  /** How much one caller may ask for. */
  rates: RateSettings;
  /** Bytes that one upload may have. */
  uploadMaxBytes: number;
  /** Bytes that a backup may have which is restored. */
  restoreMaxBytes: number;
  /** Milliseconds within which every request is answered, uploads aside. */
  deadline: number;
}

export function gatewaySettings(environment: Environment): GatewaySettings {
  return {
    ...processSettings(environment, 'gateway', 8080),
    brokerUrl: brokerUrl(environment, 'gateway'),
    actorKey: actorKey(environment),
    publicUrl: environment.url('PUBLIC_URL', ['http', 'https'], 'http://127.0.0.1:8000').replace(/\/+$/, ''),
    storageUrl: environment.url('STORAGE_URL', ['http', 'https'], 'http://127.0.0.1:9000').replace(/\/+$/, ''),
    trustProxy: environment.text('TRUST_PROXY', 'loopback').split(/ *, */),
    rates: {
      account: environment.whole('RATE_LIMIT_ACCOUNT', 6000, 1),
      token: environment.whole('RATE_LIMIT_TOKEN', 4000, 1),
      address: environment.whole('RATE_LIMIT_ADDRESS', 30_000, 1),
      route: environment.whole('RATE_LIMIT_ROUTE', 3000, 1),
    },
    uploadMaxBytes: environment.whole('UPLOAD_MAX_BYTES', 100 * 1024 * 1024, 1),
    restoreMaxBytes: environment.whole('RESTORE_MAX_BYTES', 1024 ** 3, 1),
    deadline: environment.whole('COMMAND_DEADLINE_MS', 5000, 100, 60_000),
  };
}
