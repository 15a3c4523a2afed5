import { Inject } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import { notFound } from '#contracts/failure.js';
import {
  type AnnouncedFile,
  fileContract,
  type PrepareUpload,
  type SignDownload,
  type SignedUrl,
  type StoredFile,
  type UploadTicket,
} from '#contracts/file.contract.js';
import type { ById, Page, PageQuery } from '#contracts/page.js';
import { newId } from '#database/id.js';
import { Handles } from '#messaging/handles.js';
import { STORAGE_SETTINGS, type StorageSettings } from '../storage.settings.js';
import { UrlSigner } from '../transfer/url-signer.js';
import { FileEntity } from './file.entity.js';
import { cleanFileName } from './file-name.js';
import { FileRepository } from './file.repository.js';
import { cleanMediaType } from './media-type.js';

@Handles(fileContract)
export class FileHandler implements Handlers<typeof fileContract> {
  constructor(
    private readonly files: FileRepository,
    private readonly signer: UrlSigner,
    @Inject(STORAGE_SETTINGS) private readonly settings: StorageSettings,
  ) {}

  async prepareUpload({ file_name, file_type }: PrepareUpload, actor: Actor): Promise<AnnouncedFile> {
    const file = Object.assign(new FileEntity(), {
      id: newId(),
      ownerId: actor.user_id,
      name: cleanFileName(file_name),
      type: cleanMediaType(file_type),
      preparedAt: new Date(),
    });
    await this.files.add(file);
    return { id: file.id };
  }

  async signUpload({ id }: ById, actor: Actor): Promise<UploadTicket> {
    const file = await this.files.getAwaited(id, actor);
    return { path: this.signer.sign('PUT', file.id, actor).path };
  }

  async get({ id }: ById, actor: Actor): Promise<StoredFile> {
    const file = await this.files.getOwned(id, actor);
    return { id: file.id, attachment: file.toAttachment(this.settings.publicUrl) };
  }

  async list({ cursor, limit = 50 }: PageQuery, actor: Actor): Promise<Page<StoredFile>> {
    const files = await this.files.listOwned(actor.user_id, cursor ?? undefined, limit + 1);
    const results = files
      .slice(0, limit)
      .map((file) => ({ id: file.id, attachment: file.toAttachment(this.settings.publicUrl) }));
    return { results, next_cursor: files.length > limit ? (results.at(-1)?.id ?? null) : null };
  }

  async signDownload({ id, shared }: SignDownload, actor: Actor): Promise<SignedUrl> {
    const file = shared ? await this.files.get(id) : await this.files.getOwned(id, actor);
    const { path, expiresAt } = this.signer.sign('GET', file.id, actor);
    return { url: this.settings.storagePublicUrl + path, expires_at: expiresAt.toISOString() };
  }

  async delete({ id }: ById, actor: Actor): Promise<void> {
    if (!(await this.files.removeOwned(id, actor))) throw notFound('file');
  }
}
