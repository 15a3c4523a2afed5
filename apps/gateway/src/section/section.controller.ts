import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import {
  AddSection,
  Section,
  SectionChange,
  sectionContract,
  SectionPage,
  SectionQuery,
  SectionSearch,
} from '#contracts/section.contract.js';
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
export class SectionController {
  constructor(@InjectClient(sectionContract) private readonly sections: Client<typeof sectionContract>) {}

  @Get()
  @Scope('data:read', 'viewer')
  @ApiOperation({ summary: 'List sections, of one project or of all' })
  @ApiResponse({ status: 200, type: SectionPage })
  list(@Query() query: SectionQuery, @CurrentActor() actor: Actor): Promise<Json<SectionPage>> {
    return this.sections.list.json(query, actor);
  }

  @Get('search')
  @Scope('data:read', 'viewer')
  @ApiOperation({ summary: 'List active sections of a certain name' })
  @ApiResponse({ status: 200, type: SectionPage })
  search(@Query() query: SectionSearch, @CurrentActor() actor: Actor): Promise<Json<SectionPage>> {
    return this.sections.search.json(query, actor);
  }

  @Post()
  @Scope('data:read_write', 'editor')
  @HttpCode(200)
  @Tagged()
  @ApiOperation({ summary: 'Add a section to a project' })
  @ApiResponse({ status: 200, type: Section })
  add(@Body() input: AddSection, @CurrentActor() actor: Actor): Promise<Json<Section>> {
    return this.sections.add.json(input, actor);
  }

  @Get(':id')
  @Scope('data:read', 'viewer')
  @Tagged()
  @ApiOperation({ summary: 'Get a section' })
  @ApiResponse({ status: 200, type: Section })
  get(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Json<Section>> {
    return this.sections.get.json({ id }, actor);
  }

  @Post(':id')
  @Scope('data:read_write', 'editor')
  @HttpCode(200)
  @Tagged()
  @Conditional()
  @ApiOperation({ summary: 'Change a section; what is not sent stays as it is' })
  @ApiResponse({ status: 200, type: Section })
  update(
    @Param('id') id: string,
    @Body() change: SectionChange,
    @IfMatch() if_match: string[] | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<Json<Section>> {
    return this.sections.update.json({ ...change, id, if_match }, actor);
  }

  @Delete(':id')
  @Scope('data:delete', 'editor')
  @Undoable()
  @HttpCode(204)
  @Conditional()
  @ApiOperation({ summary: 'Delete a section with the tasks in it' })
  @ApiResponse({ status: 204 })
  async delete(
    @Param('id') id: string,
    @IfMatch() if_match: string[] | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.sections.delete({ id, if_match }, actor);
  }
}
