import { Body, Controller, Delete, HttpCode, Inject, Post, Req, UsePipes } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Actor } from '#contracts/actor.js';
import { Attachment } from '#contracts/comment.contract.js';
import type { Client } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import { DeleteUpload, fileContract } from '#contracts/file.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import type { GatewaySettings } from '../gateway.settings.js';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { GATEWAY_SETTINGS } from '../http/settings.js';
import { lenient } from '../http/validation.js';
import { fileIdOf } from './file-url.js';
import { StorageUpload } from './storage-upload.js';
import { discardRest, openForm, type UploadForm } from './upload-form.js';

const form = {
  type: 'object',
  required: ['file'],
  properties: {
    file: { type: 'string', format: 'binary' },
    project_id: { type: 'string', description: 'Accepted from clients that send it, and ignored' },
  },
};

@ApiTags('Files')
@Controller('uploads')
export class UploadController {
  constructor(
    @InjectClient(fileContract) private readonly files: Client<typeof fileContract>,
    private readonly storage: StorageUpload,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  @Post()
  @Scope('data:read_write', 'self')
  @HttpCode(200)
  @ApiOperation({ summary: 'Upload a file; it is deleted after a day unless a comment carries it by then' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: form })
  @ApiResponse({ status: 200, type: Attachment })
  async upload(@Req() request: FastifyRequest, @CurrentActor() actor: Actor): Promise<Attachment> {
    try {
      const { name, type, bytes } = await openForm(request, this.settings.uploadMaxBytes);
      const { id } = await this.files.prepareUpload({ file_name: name, file_type: type }, actor);
      return await this.transfer(id, bytes, actor, request);
    } catch (error) {
      discardRest(request);
      throw error;
    }
  }

  @Delete()
  @Scope('data:delete', 'holder')
  @HttpCode(204)
  @UsePipes(lenient)
  @ApiOperation({ summary: 'Delete an uploaded file of one’s own' })
  @ApiResponse({ status: 204 })
  async delete(@Body() { file_url }: DeleteUpload, @CurrentActor() actor: Actor): Promise<void> {
    await this.files.delete({ id: fileIdOf(file_url) }, actor);
  }

  /** Sends the bytes where they belong, unless an upload under the same request id has brought them before. */
  private async transfer(
    id: string,
    bytes: UploadForm['bytes'],
    actor: Actor,
    request: FastifyRequest,
  ): Promise<Attachment> {
    try {
      const { path } = await this.files.signUpload({ id }, actor);
      return await this.storage.put(path, bytes);
    } catch (error) {
      if (error instanceof Failure && error.code === 'file.finished') {
        discardRest(request);
        return (await this.files.get({ id }, actor)).attachment;
      }
      const comesAgain = request.headers['x-request-id'] !== undefined;
      // nobody waits for this: what it cannot free now is swept later
      if (!comesAgain) void this.files.delete({ id }, actor, { requestId: randomUUID() }).catch(() => undefined);
      throw error;
    }
  }
}
