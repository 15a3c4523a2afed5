import { Controller, Get, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { archiveContract } from '#contracts/archive.contract.js';
import type { Client, Json } from '#contracts/contract.js';
import { Section, SectionPage, SectionQuery } from '#contracts/section.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { Conditional, IfMatch, Tagged } from '../http/etag.js';
import { lenient } from '../http/validation.js';
import { Undoable } from '../undo/undoable.js';

@ApiTags('Sections')
@Controller('sections')
@UsePipes(lenient)
export class SectionArchiveController {
  constructor(@InjectClient(archiveContract) private readonly archive: Client<typeof archiveContract>) {}

  @Get('archived')
  @Scope('data:read', 'viewer')
  @ApiOperation({ summary: 'List archived sections, of one project or of all active ones' })
  @ApiResponse({ status: 200, type: SectionPage })
  list(@Query() query: SectionQuery, @CurrentActor() actor: Actor): Promise<Json<SectionPage>> {
    return this.archive.sections.json(query, actor);
  }

  @Post(':id/archive')
  @Undoable()
  @Scope('data:read_write', 'editor')
  @HttpCode(200)
  @Tagged()
  @Conditional()
  @ApiOperation({ summary: 'Put a section away, with the tasks in it' })
  @ApiResponse({ status: 200, type: Section })
  put(
    @Param('id') id: string,
    @IfMatch() if_match: string[] | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<Json<Section>> {
    return this.archive.archiveSection.json({ id, if_match }, actor);
  }

  @Post(':id/unarchive')
  @Scope('data:read_write', 'editor')
  @HttpCode(200)
  @Tagged()
  @Conditional()
  @ApiOperation({ summary: 'Bring a section back, with the tasks in it' })
  @ApiResponse({ status: 200, type: Section })
  bringBack(
    @Param('id') id: string,
    @IfMatch() if_match: string[] | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<Json<Section>> {
    return this.archive.unarchiveSection.json({ id, if_match }, actor);
  }
}
