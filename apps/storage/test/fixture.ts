import type { ChannelModel, ConsumeMessage } from 'amqplib';
import { expect } from '@jest/globals';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Actor } from '#contracts/actor.js';
import type { Attachment } from '#contracts/comment.contract.js';
import type { Client } from '#contracts/contract.js';
import type { EventContract } from '#contracts/event.js';
import { fileContract, type PrepareUpload } from '#contracts/file.contract.js';
import { newId } from '#database/id.js';
import { connectAsOperator, fromOperator } from '#testing/broker.js';
import { eventually } from '#testing/eventually.js';
import { type RunningService, startService } from '#testing/service.js';
import { storageService } from '../src/storage.service.js';
import { inFolder, type Kept } from './kept.js';

export const uploadMaxBytes = 8 * 1024 * 1024;

export interface StorageFixture {
  service: RunningService;
  files: Client<typeof fileContract>;
  broker: ChannelModel;
  directory: string;
  kept: Kept;
  stop(): Promise<void>;
}

/** The storage service with a place of its own for files, its client, and a connection of its account to the broker. */
export async function startStorage(kept?: Kept): Promise<StorageFixture> {
  const directory = await mkdtemp(join(tmpdir(), 'errand-storage-'));
  const service = await startService(storageService, {
    STORAGE_DIR: directory,
    ...kept?.settings,
    STORAGE_SIGNING_KEY: 'a key for tests, of 32 characters or more',
    UPLOAD_MAX_BYTES: String(uploadMaxBytes),
  });
  const broker = await connectAsOperator();
  return {
    service,
    files: service.client(fileContract),
    broker,
    directory,
    kept: kept ?? inFolder(directory),
    async stop() {
      await broker.close();
      await service.stop();
      await kept?.remove?.();
      await rm(directory, { recursive: true });
    },
  };
}

/** Somebody whom nobody knows yet. */
export const anActor = (): Actor => ({ user_id: newId() });

export const aFile = (overrides: Partial<PrepareUpload> = {}): PrepareUpload => ({
  file_name: 'notes.txt',
  file_type: 'text/plain',
  ...overrides,
});

/** Content that nothing else in the tests has. */
export const someBytes = (): Buffer => Buffer.from(`content ${newId()}`);

/** Sends the bytes of a file that was prepared. */
export function put({ service }: StorageFixture, path: string, bytes: Buffer, headers = {}): Promise<Response> {
  return fetch(service.url + path, {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'application/octet-stream', ...headers },
  });
}

/** A file of the actor's that waits for its bytes, and where they go. */
export async function announce(
  { files }: StorageFixture,
  actor: Actor,
  overrides: Partial<PrepareUpload> = {},
): Promise<{ id: string; path: string }> {
  const { id } = await files.prepareUpload(aFile(overrides), actor);
  return { id, ...(await files.signUpload({ id }, actor)) };
}

/** A finished file of the actor's. */
export async function upload(
  fixture: StorageFixture,
  actor: Actor,
  body = someBytes(),
  overrides: Partial<PrepareUpload> = {},
): Promise<{ id: string; attachment: Attachment }> {
  const { id, path } = await announce(fixture, actor, overrides);
  const { status } = await put(fixture, path, body);
  if (status !== 200) throw new Error(`The upload answered ${status}`);
  return fixture.files.get({ id }, actor);
}

/** Begins to send a file, and breaks the connection once its first bytes are under way, and seen where they can be. */
export async function breakOff(fixture: StorageFixture, path: string): Promise<void> {
  const sending = request(fixture.service.url + path, { method: 'PUT', headers: { 'content-length': 1_000_000 } });
  sending.on('error', () => undefined);
  await new Promise((resolve) => sending.write(Buffer.alloc(100_000), resolve));
  while (fixture.kept.showsArrivals && (await incoming(fixture)).length === 0) await setTimeout(10);
  sending.destroy();
}

/** Sends the first half of a file; what it answers sends the rest, and answers the status. */
export async function beginUpload(
  fixture: StorageFixture,
  path: string,
  bytes: Buffer,
): Promise<() => Promise<number | undefined>> {
  const headers = { 'content-length': bytes.length };
  const sending = request(fixture.service.url + path, { method: 'PUT', headers });
  const answer = once(sending, 'response') as Promise<[IncomingMessage]>;
  const half = bytes.length / 2;
  sending.write(bytes.subarray(0, half));
  await eventually(async () => expect(await incoming(fixture)).toHaveLength(1));
  return async () => {
    sending.end(bytes.subarray(half));
    const [response] = await answer;
    response.resume();
    return response.statusCode;
  };
}

/** Asks for the bytes of a file, as its owner. */
export async function download(
  fixture: StorageFixture,
  id: string,
  actor: Actor,
  options: RequestInit = {},
): Promise<Response> {
  const { url } = await fixture.files.signDownload({ id, shared: false }, actor);
  const { pathname, search } = new URL(url);
  return fetch(fixture.service.url + pathname + search, options);
}

/** What is arriving, or was left behind. */
export const incoming = ({ kept }: StorageFixture): Promise<string[]> => kept.incoming();

/** The hashes of all content that is kept. */
export const contents = ({ kept }: StorageFixture): Promise<string[]> => kept.contents();

/** Publishes what another service would, any number of times with the same id. */
export async function publish<T>(
  broker: ChannelModel,
  { type }: EventContract<T>,
  data: T & { id: string },
  { version = 1, messageId = newId() } = {},
): Promise<void> {
  const channel = await broker.createConfirmChannel();
  const headers = {
    'cloudEvents:id': messageId,
    'cloudEvents:type': type,
    'cloudEvents:subject': data.id,
    'cloudEvents:time': new Date().toISOString(),
    'cloudEvents:aggregateversion': version,
  };
  channel.publish('errand.events', type, Buffer.from(JSON.stringify(data)), { ...fromOperator(), messageId, headers });
  await channel.waitForConfirms();
  await channel.close();
}

/** Collects the subjects of one type of event from now on. */
export async function listenTo(broker: ChannelModel, { type }: EventContract): Promise<string[]> {
  const heard: string[] = [];
  const channel = await broker.createChannel();
  const { queue } = await channel.assertQueue(`storage.test-${newId()}`, { exclusive: true });
  await channel.bindQueue(queue, 'errand.events', type);
  const take = (message: ConsumeMessage | null): void => {
    if (message) heard.push(String(message.properties.headers?.['cloudEvents:subject']));
  };
  await channel.consume(queue, take, { noAck: true });
  return heard;
}
