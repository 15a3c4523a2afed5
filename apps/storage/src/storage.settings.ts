import { resolve } from 'node:path';
import { type SchemaSettings, schemaSettings } from '#database/schema-settings.js';
import { type MessagingSettings, messagingSettings } from '#messaging/messaging-settings.js';
import {
  brokerUrl,
  databaseUrl,
  type Environment,
  type ProcessSettings,
  processSettings,
} from '#service/environment.js';
import type { Rotating } from '#service/rotating.js';
import { secretKeys } from '#service/secret-keys.js';

export interface StorageSettings extends ProcessSettings, MessagingSettings, SchemaSettings {
  brokerUrl: string;
  databaseUrl: string;
  /** Where people and programs reach this system from outside: the origin of `file_url`s. */
  publicUrl: string;
  /** Where browsers reach this process: the origin of signed URLs. */
  storagePublicUrl: string;
  /** Secrets of the signed URLs, the same on every replica: the newest signs, and all are good. */
  signingKeys: Rotating;
  /** The folder that holds the bytes. */
  directory: string;
  /** Bytes that one file may have. */
  uploadMaxBytes: number;
}

/** Injection token of the `StorageSettings`. */
export const STORAGE_SETTINGS = Symbol('STORAGE_SETTINGS');

export function storageSettings(environment: Environment): StorageSettings {
  const settings = processSettings(environment, 'storage', 9000);
  return {
    ...settings,
    brokerUrl: brokerUrl(environment, 'storage'),
    databaseUrl: databaseUrl(environment, 'storage'),
    ...schemaSettings(environment),
    ...messagingSettings(environment),
    publicUrl: origin(environment, 'PUBLIC_URL', 'http://127.0.0.1:8000'),
    storagePublicUrl: origin(environment, 'STORAGE_PUBLIC_URL', `http://127.0.0.1:${settings.port}`),
    signingKeys: secretKeys(environment, 'STORAGE_SIGNING_KEY'),
    directory: resolve(environment.text('STORAGE_DIR', '.errand/blobs')),
    uploadMaxBytes: environment.whole('UPLOAD_MAX_BYTES', 100 * 1024 * 1024, 1),
  };
}

function origin(environment: Environment, name: string, fallback: string): string {
  return environment.url(name, ['http', 'https'], fallback).replace(/\/+$/, '');
}
