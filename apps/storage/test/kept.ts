import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { withUnfinished } from './unfinished-uploads.js';

/** Where a storage service keeps its files, to look into. */
export interface Kept {
  settings: Record<string, string>;
  /** Whether an upload can be seen before it is complete. */
  showsArrivals: boolean;
  incoming(): Promise<string[]>;
  /** The hashes of all content. */
  contents(): Promise<string[]>;
  remove?: () => Promise<void>;
}

export const inFolder = (directory: string): Kept => ({
  settings: {},
  showsArrivals: true,
  incoming: () => readdir(join(directory, 'incoming')),
  async contents() {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && !entry.parentPath.endsWith('incoming')).map(({ name }) => name);
  },
});

/** A bucket that is empty: of the server that `ERRAND_TEST_S3_*` name, or of one that runs here. */
export async function inBucket(): Promise<Kept> {
  const { settings, stop } = process.env.ERRAND_TEST_S3_ENDPOINT ? external(process.env) : await privateServer();
  const client = clientOf(settings);
  const keys = async (): Promise<string[]> => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: settings.STORAGE_S3_BUCKET }));
    return Contents.map(({ Key = '' }) => Key);
  };
  const isIncoming = (key: string): boolean => key.startsWith('incoming/');
  return {
    settings,
    showsArrivals: false,
    incoming: async () => (await keys()).filter(isIncoming),
    contents: async () =>
      (await keys()).filter((key) => !isIncoming(key)).map((key) => key.slice(key.indexOf('/') + 1)),
    remove: stop,
  };
}

/** A client of the server that has the bucket of a service with these settings. */
export const clientOf = (settings: Kept['settings']): S3Client =>
  new S3Client({
    endpoint: settings.STORAGE_S3_ENDPOINT,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: {
      accessKeyId: settings.STORAGE_S3_ACCESS_KEY_ID,
      secretAccessKey: settings.STORAGE_S3_SECRET_ACCESS_KEY,
    },
  });

type Settings = Record<
  'STORAGE_S3_ENDPOINT' | 'STORAGE_S3_BUCKET' | 'STORAGE_S3_ACCESS_KEY_ID' | 'STORAGE_S3_SECRET_ACCESS_KEY',
  string
>;
interface Server {
  settings: Settings;
  stop: () => Promise<void>;
}

function external(env: NodeJS.ProcessEnv): Server {
  const named = (name: string): string => env[`ERRAND_TEST_S3_${name}`] ?? '';
  const settings = {
    STORAGE_S3_ENDPOINT: named('ENDPOINT'),
    STORAGE_S3_BUCKET: named('BUCKET'),
    STORAGE_S3_ACCESS_KEY_ID: named('ACCESS_KEY_ID'),
    STORAGE_S3_SECRET_ACCESS_KEY: named('SECRET_ACCESS_KEY'),
  };
  return { settings, stop: () => Promise.resolve() };
}

async function privateServer(): Promise<Server> {
  const directory = await mkdtemp(join(tmpdir(), 'errand-s3-'));
  const bucket = 'errand';
  const s3rver = new S3rver({ silent: true, directory, configureBuckets: [{ name: bucket, configs: [] }] });
  await s3rver.configureBuckets();
  const server = createServer(withUnfinished(join(directory, bucket), s3rver.callback())).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    settings: {
      STORAGE_S3_ENDPOINT: `http://127.0.0.1:${port}`,
      STORAGE_S3_BUCKET: bucket,
      // the only ones that it knows
      STORAGE_S3_ACCESS_KEY_ID: 'S3RVER',
      STORAGE_S3_SECRET_ACCESS_KEY: 'S3RVER',
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await rm(directory, { recursive: true });
    },
  };
}
