import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import {
  AddComment,
  Comment,
  CommentChange,
  commentContract,
  CommentPage,
  CommentQuery,
} from '#contracts/comment.contract.js';
import { fileContract } from '#contracts/file.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { fileIdOf } from '../file/file-url.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { Conditional, IfMatch, Tagged } from '../http/etag.js';
import { lenient } from '../http/validation.js';
import { Undoable } from '../undo/undoable.js';

@ApiTags('Comments')
@Controller('comments')
@UsePipes(lenient)
export class CommentController {
  constructor(
    @InjectClient(commentContract) private readonly comments: Client<typeof commentContract>,
    @InjectClient(fileContract) private readonly files: Client<typeof fileContract>,
  ) {}

  @Get()
  @Scope('data:read', 'viewer')
  @ApiOperation({ summary: 'List the comments on a task or on a project, oldest first' })
  @ApiResponse({ status: 200, type: CommentPage })
  list(@Query() query: CommentQuery, @CurrentActor() actor: Actor): Promise<Json<CommentPage>> {
    return this.comments.list.json(query, actor);
  }

  @Post()
  @Scope('data:read_write', 'commenter')
  @HttpCode(200)
  @Tagged()
  @ApiOperation({ summary: 'Comment on a task or on a project' })
  @ApiResponse({ status: 200, type: Comment })
  async add(@Body() { attachment, ...input }: AddComment, @CurrentActor() actor: Actor): Promise<Comment> {
    const file = attachment && (await this.files.get({ id: fileIdOf(attachment.file_url) }, actor));
    return this.comments.add({ ...input, file_id: file?.id ?? null, file_attachment: file?.attachment ?? null }, actor);
  }

  @Get(':id')
  @Scope('data:read', 'viewer')
  @Tagged()
  @ApiOperation({ summary: 'Get a comment' })
  @ApiResponse({ status: 200, type: Comment })
  get(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Json<Comment>> {
    return this.comments.get.json({ id }, actor);
  }

  @Post(':id')
  @Scope('data:read_write', 'author')
  @HttpCode(200)
  @Tagged()
  @Conditional()
  @ApiOperation({ summary: 'Change the text of a comment' })
  @ApiResponse({ status: 200, type: Comment })
  update(
    @Param('id') id: string,
    @Body() change: CommentChange,
    @IfMatch() if_match: string[] | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<Json<Comment>> {
    return this.comments.update.json({ ...change, id, if_match }, actor);
  }

  @Delete(':id')
  @Scope('data:delete', 'manager')
  @Undoable()
  @HttpCode(204)
  @Conditional()
  @ApiOperation({ summary: 'Delete a comment and the file on it' })
  @ApiResponse({ status: 204 })
  async delete(
    @Param('id') id: string,
    @IfMatch() if_match: string[] | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.comments.delete({ id, if_match }, actor);
  }
}
