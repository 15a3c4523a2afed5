import { Controller, Get, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { archiveContract, ArchivedCount } from '#contracts/archive.contract.js';
import type { Client, Json } from '#contracts/contract.js';
import { PageQuery } from '#contracts/page.js';
import { Project, ProjectPage } from '#contracts/project.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { Conditional, IfMatch, Tagged } from '../http/etag.js';
import { lenient } from '../http/validation.js';
import { Undoable } from '../undo/undoable.js';

@ApiTags('Projects')
@Controller('projects')
@UsePipes(lenient)
export class ProjectArchiveController {
  constructor(@InjectClient(archiveContract) private readonly archive: Client<typeof archiveContract>) {}

  @Get('archived')
  @Scope('data:read', 'self')
  @ApiOperation({ summary: 'List archived projects' })
  @ApiResponse({ status: 200, type: ProjectPage })
  list(@Query() query: PageQuery, @CurrentActor() actor: Actor): Promise<Json<ProjectPage>> {
    return this.archive.projects.json(query, actor);
  }

  @Get('archived/count')
  @Scope('data:read', 'self')
  @ApiOperation({ summary: 'Count archived projects' })
  @ApiResponse({ status: 200, type: ArchivedCount })
  count(@CurrentActor() actor: Actor): Promise<Json<ArchivedCount>> {
    return this.archive.countProjects.json({}, actor);
  }

  @Post(':id/archive')
  @Undoable()
  @Scope('data:read_write', 'manager')
  @HttpCode(200)
  @Tagged()
  @Conditional()
  @ApiOperation({ summary: 'Put a project away, and those under it' })
  @ApiResponse({ status: 200, type: Project })
  put(
    @Param('id') id: string,
    @IfMatch() if_match: string[] | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<Json<Project>> {
    return this.archive.archiveProject.json({ id, if_match }, actor);
  }

  @Post(':id/unarchive')
  @Scope('data:read_write', 'manager')
  @HttpCode(200)
  @Tagged()
  @Conditional()
  @ApiOperation({ summary: 'Bring a project back, alone; those under it stay archived' })
  @ApiResponse({ status: 200, type: Project })
  bringBack(
    @Param('id') id: string,
    @IfMatch() if_match: string[] | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<Json<Project>> {
    return this.archive.unarchiveProject.json({ id, if_match }, actor);
  }
}
