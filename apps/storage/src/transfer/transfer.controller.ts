import { Controller, Get, Inject, Param, Put, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { Attachment } from '#contracts/comment.contract.js';
import { Failure } from '#contracts/failure.js';
import { BlobStore } from '../blob/blob.store.js';
import type { FinishedFile } from '../file/file.entity.js';
import { FileRepository } from '../file/file.repository.js';
import { isShown } from '../file/media-type.js';
import { dimensions } from '../file/picture.js';
import { STORAGE_SETTINGS, type StorageSettings } from '../storage.settings.js';
import { contentDisposition } from './content-disposition.js';
import { asPreferred } from './prefer-wait.js';
import { type Representation, select } from './range.js';
import { type SignedQuery, UrlSigner } from './url-signer.js';

/** Bytes in and out over HTTP, for whoever holds a signed URL. */
@Controller('files')
export class TransferController {
  constructor(
    private readonly signer: UrlSigner,
    private readonly files: FileRepository,
    private readonly store: BlobStore,
    @Inject(STORAGE_SETTINGS) private readonly settings: StorageSettings,
  ) {}

  /** Takes the bytes of a file that was prepared: all of them, or nothing stays. Answers what it has become. */
  @Put(':id')
  async receive(
    @Param('id') id: string,
    @Query() query: SignedQuery,
    @Req() { raw, headers: { prefer } }: FastifyRequest,
  ): Promise<Attachment> {
    const owner = this.signer.verify('PUT', id, query);
    const { type } = await asPreferred(prefer, () => this.files.getAwaited(id, owner));
    try {
      // the request outlives a refusal, which could not be answered otherwise
      const arrival = await this.store.receive(raw.iterator({ destroyOnReturn: false }));
      const size = dimensions(type, arrival.head);
      const finished = asPreferred(prefer, () => this.files.finish(id, owner, arrival, size));
      const file = await finished.finally(() => this.store.discard(arrival));
      return file.toAttachment(this.settings.publicUrl);
    } catch (error) {
      throw raw.destroyed && !raw.complete ? brokenOff() : error;
    }
  }

  /** Gives the bytes of a file, or a range of them. */
  @Get(':id')
  async give(
    @Param('id') id: string,
    @Query() query: SignedQuery,
    @Req() { method, headers }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.signer.verify('GET', id, query);
    const file = await this.files.get(id);
    const representation = representationOf(file);
    const selection = select(headers, representation);
    reply.status(selection.status).headers(headersOf(file, representation));
    if (selection.status === 304) return void reply.send();
    if (selection.status === 416) return void reply.header('Content-Range', `bytes */${file.size}`).send();
    const range = selection.status === 206 ? selection : undefined;
    if (range) reply.header('Content-Range', `bytes ${range.start}-${range.end}/${file.size}`);
    reply.header('Content-Length', range ? range.end - range.start + 1 : file.size).type(file.type);
    reply.send(method === 'HEAD' ? Readable.from([]) : await this.open(file, range));
  }

  private async open(file: FinishedFile, range?: { start: number; end: number }): Promise<Readable> {
    try {
      return await this.store.read(file.hash, range);
    } catch (error) {
      await this.files.get(file.id);
      throw error;
    }
  }
}

function representationOf({ hash, size, uploadedAt }: FinishedFile): Representation {
  const seconds = Math.floor(uploadedAt.getTime() / 1000);
  return { etag: `"${hash.toString('hex')}"`, lastModified: new Date(seconds * 1000), size };
}

/** No browser runs what it is given here, guesses its type, or shows as a page what only pretends to be harmless. */
function headersOf({ type, name }: FinishedFile, { etag, lastModified }: Representation): Record<string, string> {
  return {
    ETag: etag,
    'Last-Modified': lastModified.toUTCString(),
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, max-age=300',
    'Content-Disposition': contentDisposition(isShown(type) ? 'inline' : 'attachment', name),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cross-Origin-Resource-Policy': 'cross-origin',
  };
}

const brokenOff = (): Failure => new Failure('invalid', 'file.incomplete', 'The bytes ended before the file did.');
