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
  /** The folder that holds the bytes, unless a bucket does. */
  directory: string;
  bucket?: BucketSettings;
  /** Bytes that one file may have. */
  uploadMaxBytes: number;
}

/** A bucket of an S3-compatible server. */
export interface BucketSettings {
  name: string;
  /** The server, where it is not Amazon's own. */
  endpoint: string;
  region: string;
  /** Whether the bucket's name is a part of the path and not of the host. */
  pathStyle: boolean;
  /** Empty, like the secret, where the machine has a role or the SDK's own variables. */
  accessKeyId: string;
  secretAccessKey: string;
}

/** Injection token of the `StorageSettings`. */
export const STORAGE_SETTINGS = Symbol('STORAGE_SETTINGS');

export function storageSettings(environment: Environment): StorageSettings {
  const settings = processSettings(environment, 'storage', 9000);
  const bucket = bucketSettings(environment);
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
    ...(bucket && { bucket }),
    uploadMaxBytes: environment.whole('UPLOAD_MAX_BYTES', 100 * 1024 * 1024, 1, bucket && mostInBucket),
  };
}

/** What a server copies within a bucket in one piece: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
const mostInBucket = 5 * 1024 ** 3;

function bucketSettings(environment: Environment): BucketSettings | undefined {
  const name = environment.text('STORAGE_S3_BUCKET', '');
  if (!name) return undefined;
  const [accessKeyId, secretAccessKey] = ['STORAGE_S3_ACCESS_KEY_ID', 'STORAGE_S3_SECRET_ACCESS_KEY'].map((key) =>
    environment.text(key, ''),
  );
  if (accessKeyId && !secretAccessKey) environment.wrong('STORAGE_S3_SECRET_ACCESS_KEY', 'is missing');
  if (secretAccessKey && !accessKeyId) environment.wrong('STORAGE_S3_ACCESS_KEY_ID', 'is missing');
  const endpoint = environment.optionalUrl('STORAGE_S3_ENDPOINT', ['http', 'https']);
  return {
    name,
    endpoint,
    region: environment.text('STORAGE_S3_REGION', 'us-east-1'),
    pathStyle: environment.oneOf('STORAGE_S3_PATH_STYLE', ['true', 'false'], endpoint ? 'true' : 'false') === 'true',
    accessKeyId,
    secretAccessKey,
  };
}

function origin(environment: Environment, name: string, fallback: string): string {
  return environment.url(name, ['http', 'https'], fallback).replace(/\/+$/, '');
}
