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

export interface StorageSettings extends ProcessSettings, MessagingSettings, SchemaSettings {
  brokerUrl: string;
  databaseUrl: string;
  /** Where people and programs reach this system from outside: the origin of `file_url`s. */
  publicUrl: string;
  /** Where browsers reach this process: the origin of signed URLs. */
  storagePublicUrl: string;
  /** Secret of the signed URLs, the same on every replica. */
  signingKey: string;
  /** The folder that holds the bytes. */
  directory: string;
  /** Bytes that one file may have. */
  uploadMaxBytes: number;
}

/** Injection token of the `StorageSettings`. */
export const STORAGE_SETTINGS = Symbol('STORAGE_SETTINGS');

const shortestKey = 32;

export function storageSettings(environment: Environment): StorageSettings {
  const settings = processSettings(environment, 'storage', 9000);
  const signingKey = environment.secret('STORAGE_SIGNING_KEY', shortestKey);
  return {
    ...settings,
    brokerUrl: brokerUrl(environment, 'storage'),
    databaseUrl: databaseUrl(environment, 'storage'),
    ...schemaSettings(environment),
    ...messagingSettings(environment),
    publicUrl: origin(environment, 'PUBLIC_URL', 'http://127.0.0.1:8000'),
    storagePublicUrl: origin(environment, 'STORAGE_PUBLIC_URL', `http://127.0.0.1:${settings.port}`),
    signingKey,
    directory: resolve(environment.text('STORAGE_DIR', '.errand/blobs')),
    uploadMaxBytes: environment.whole('UPLOAD_MAX_BYTES', 100 * 1024 * 1024, 1),
  };
}

function origin(environment: Environment, name: string, fallback: string): string {
  return environment.url(name, ['http', 'https'], fallback).replace(/\/+$/, '');
}
