import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Actor } from '#contracts/actor.js';
import type { Attachment } from '#contracts/comment.contract.js';
import type { Client } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import { fileContract } from '#contracts/file.contract.js';
import { InjectClient } from '#messaging/client.js';
import type { GatewaySettings } from '../gateway.settings.js';
import { GATEWAY_SETTINGS } from '../http/settings.js';
import { StorageUpload } from './storage-upload.js';

/** What a file is called, and of which media type its sender says it is. */
interface Named {
  file_name: string;
  file_type: string;
}

/** How a file is sent. */
interface Sending {
  /** Of which it is kept once; that of the HTTP request where none is told. */
  requestId?: string;
  /** Whether it will be sent again under the same id when it fails, and goes on with what is prepared then. */
  comesAgain: boolean;
  /** Leaves the bytes of a file that is there already. */
  leave: () => Promise<void> | void;
}

export interface Kept {
  id: string;
  attachment: Attachment;
}

/** Puts files into the storage service, and gets them from it, as bytes that come. */
@Injectable()
export class StoredFiles {
  constructor(
    @InjectClient(fileContract) private readonly files: Client<typeof fileContract>,
    private readonly storage: StorageUpload,
    @Inject(GATEWAY_SETTINGS) private readonly settings: Pick<GatewaySettings, 'storageUrl'>,
  ) {}

  /** Keeps a file, once for each request id; the bytes of one that was kept before are read and left. */
  put(file: Named, bytes: AsyncIterable<Uint8Array>, actor: Actor, requestId: string): Promise<Kept> {
    return this.send(file, bytes, actor, { requestId, comesAgain: true, leave: () => discard(bytes) });
  }

  /** Sends the bytes where they belong, unless an upload under the same request id has brought them before. */
  async send(
    { file_name, file_type }: Named,
    bytes: AsyncIterable<Uint8Array>,
    actor: Actor,
    { requestId, comesAgain, leave }: Sending,
  ): Promise<Kept> {
    const { id } = await this.files.prepareUpload({ file_name, file_type }, actor, requestId ? { requestId } : {});
    try {
      const { path } = await this.files.signUpload({ id }, actor);
      return { id, attachment: await this.storage.put(path, bytes) };
    } catch (error) {
      if (error instanceof Failure && error.code === 'file.finished') {
        await leave();
        return this.files.get({ id }, actor);
      }
      // nobody waits for this: what it cannot free now is swept later
      if (!comesAgain) void this.files.delete({ id }, actor, { requestId: randomUUID() }).catch(() => undefined);
      throw error;
    }
  }

  /** Where anybody gets a file of the actor's own for a few minutes. */
  async urlOf(id: string, actor: Actor): Promise<string> {
    return (await this.files.signDownload({ id, shared: false }, actor)).url;
  }

  /** The bytes of a file that a comment in a project of the actor's carries; undefined when it is gone. */
  async open(id: string, actor: Actor): Promise<AsyncIterable<Uint8Array> | undefined> {
    try {
      const { url } = await this.files.signDownload({ id, shared: true }, actor);
      const path = url.slice(url.lastIndexOf('/files/'));
      const response = await fetch(this.settings.storageUrl + path);
      if (response.ok && response.body) return response.body;
      await response.body?.cancel();
      if (response.status === 404 || response.status === 410) return undefined;
    } catch (error) {
      if (error instanceof Failure && error.kind === 'not_found') return undefined;
      if (error instanceof Failure) throw error;
    }
    throw new Failure('unavailable', 'storage.unavailable', 'The storage service does not give the file.');
  }
}

/** Reads bytes to their end, for nobody. */
export const discard = (bytes: AsyncIterable<Uint8Array>): Promise<void> => finished(Readable.from(bytes).resume());
