import { Controller, Delete, Get, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import { PageQuery } from '#contracts/page.js';
import { Restored, trashContract, TrashPage } from '#contracts/trash.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';

@ApiTags('Trash')
@Controller('trash')
@UsePipes(strict)
export class TrashController {
  constructor(@InjectClient(trashContract) private readonly trash: Client<typeof trashContract>) {}

  @Get()
  @Scope('data:read', 'self')
  @ApiOperation({ summary: 'List what was deleted, newest first' })
  @ApiResponse({ status: 200, type: TrashPage })
  list(@Query() query: PageQuery, @CurrentActor() actor: Actor): Promise<Json<TrashPage>> {
    return this.trash.list.json(query, actor);
  }

  @Post(':id/restore')
  @Scope('data:read_write', 'editor')
  @HttpCode(200)
  @ApiOperation({ summary: 'Put something back, with everything that belonged to it' })
  @ApiResponse({ status: 200, type: Restored })
  restore(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Json<Restored>> {
    return this.trash.restore.json({ id }, actor);
  }

  @Delete(':id')
  @Scope('data:delete', 'manager')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove something from the trash for good' })
  @ApiResponse({ status: 204 })
  async purge(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.trash.purge({ id }, actor);
  }

  @Delete()
  @Scope('data:delete', 'self')
  @HttpCode(204)
  @ApiOperation({ summary: 'Empty the trash' })
  @ApiResponse({ status: 204 })
  async empty(@CurrentActor() actor: Actor): Promise<void> {
    await this.trash.empty({}, actor);
  }
}
