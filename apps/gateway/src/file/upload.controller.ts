import { Body, Controller, Delete, HttpCode, Inject, Post, Req, UsePipes } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '#contracts/actor.js';
import { Attachment } from '#contracts/comment.contract.js';
import type { Client } from '#contracts/contract.js';
import { DeleteUpload, fileContract } from '#contracts/file.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import type { GatewaySettings } from '../gateway.settings.js';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { GATEWAY_SETTINGS } from '../http/settings.js';
import { lenient } from '../http/validation.js';
import { Cost } from '../limits/cost.js';
import { fileIdOf } from './file-url.js';
import { StoredFiles } from './stored-files.js';
import { discardRest, openForm } from './upload-form.js';

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
    private readonly stored: StoredFiles,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  @Post()
  @Cost(5)
  @Scope('data:read_write', 'self')
  @HttpCode(200)
  @ApiOperation({ summary: 'Upload a file; it is deleted after a day unless a comment carries it by then' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: form })
  @ApiResponse({ status: 200, type: Attachment })
  async upload(@Req() request: FastifyRequest, @CurrentActor() actor: Actor): Promise<Attachment> {
    try {
      const { name, type, bytes } = await openForm(request, this.settings.uploadMaxBytes);
      const comesAgain = request.headers['x-request-id'] !== undefined;
      const leave = (): void => discardRest(request);
      const file = { file_name: name, file_type: type };
      return (await this.stored.send(file, bytes, actor, { comesAgain, leave })).attachment;
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
}
