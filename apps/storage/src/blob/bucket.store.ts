import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { BucketSettings } from '../storage.settings.js';
import { type Arrival, BlobStore, nameOf, type Span } from './blob.store.js';
import { away, bucketClient, isMissing } from './bucket.client.js';
import { Measured } from './measured.js';
import { abandonParts, removeOld } from './bucket.sweep.js';

/** Parts of this many bytes, of which this many are on their way, are in memory for each upload that is larger. */
const parts = { partSize: 5 * 1024 * 1024, queueSize: 2 };
const incoming = 'incoming/';

/** The bytes in a bucket of an S3-compatible server. Nothing is on this machine's disk. */
export class BucketStore extends BlobStore {
  private readonly client: S3Client;
  private readonly bucket: string;

  constructor(
    settings: BucketSettings,
    private readonly uploadMaxBytes: number,
  ) {
    super();
    this.client = bucketClient(settings);
    this.bucket = settings.name;
  }

  async receive(bytes: AsyncIterable<Uint8Array>): Promise<Arrival> {
    const place = incoming + randomUUID();
    const measured = new Measured(this.uploadMaxBytes);
    const source = Readable.from(measured.pass(bytes), { objectMode: false });
    let broken: Error | undefined;
    source.on('error', (error) => (broken = error));
    try {
      await new Upload({ client: this.client, params: { ...this.under(place), Body: source }, ...parts }).done();
    } catch (error) {
      // not away, if it is the sender who broke off
      if (broken) throw broken;
      away(error);
    }
    return { ...measured.result(), place };
  }

  /** Its server copies it: the same content may be put in place again, and a place is empty only once it was kept. */
  async keep({ hash, place }: Arrival): Promise<void> {
    const source = { CopySource: `${this.bucket}/${place}` };
    try {
      await this.client.send(new CopyObjectCommand({ ...this.under(nameOf(hash)), ...source })).catch(ignoreMissing);
      await this.client.send(new HeadObjectCommand(this.under(nameOf(hash))));
    } catch (error) {
      away(error);
    }
  }

  async discard({ place }: Arrival): Promise<void> {
    await this.delete(place);
  }

  async read(hash: Buffer, { start, end }: Span = {}): Promise<Readable> {
    const range = start === undefined ? {} : { Range: `bytes=${start}-${end ?? ''}` };
    const content = this.client.send(new GetObjectCommand({ ...this.under(nameOf(hash)), ...range }));
    const { Body } = await content.catch(away);
    return Body as Readable;
  }

  async remove(hash: Buffer): Promise<void> {
    await this.delete(nameOf(hash));
  }

  async removeStalled(age: number): Promise<void> {
    const before = new Date(Date.now() - age);
    await removeOld(this.client, { Bucket: this.bucket, Prefix: incoming }, before);
    await abandonParts(this.client, { Bucket: this.bucket, Prefix: incoming }, before);
  }

  freeBytes(): Promise<number> {
    return Promise.resolve(Number.MAX_SAFE_INTEGER);
  }

  private async delete(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand(this.under(key))).catch(away);
  }

  private under(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.bucket, Key: key };
  }
}

function ignoreMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}
