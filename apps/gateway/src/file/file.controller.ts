import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#contracts/actor.js';
import { commentContract } from '#contracts/comment.contract.js';
import type { Client } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import { fileContract, SignedUrl } from '#contracts/file.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '../http/described.js';

@ApiTags('Files')
@Controller('files')
export class FileController {
  constructor(
    @InjectClient(fileContract) private readonly files: Client<typeof fileContract>,
    @InjectClient(commentContract) private readonly comments: Client<typeof commentContract>,
  ) {}

  @Get(':id/:name')
  @Scope('data:read', 'viewer')
  @ApiOperation({
    summary: 'Where the bytes of a file are for the next minutes, for its owner and readers of its comment',
  })
  @ApiParam({ name: 'name', description: 'For people to read; the id decides' })
  @ApiResponse({ status: 302, description: 'To the signed URL' })
  @ApiResponse({ status: 200, type: SignedUrl, description: 'The signed URL itself, with `Accept: application/json`' })
  async locate(
    @Param('id') id: string,
    @Headers('accept') accept: string | undefined,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const signed = await this.sign(id, actor);
    reply.headers({ 'Cache-Control': 'private, no-store', Vary: 'Accept' });
    if (accept?.includes('application/json')) reply.send(signed);
    else reply.redirect(signed.url, 302);
  }

  /** One's own file, or one that a comment shows to the actor. */
  private async sign(id: string, actor: Actor): Promise<SignedUrl> {
    try {
      return await this.files.signDownload({ id, shared: false }, actor);
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'not_found') throw error;
    }
    await this.comments.mayRead({ file_id: id }, actor);
    return this.files.signDownload({ id, shared: true }, actor);
  }
}
