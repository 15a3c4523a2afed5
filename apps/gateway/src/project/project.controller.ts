import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import { NameQuery, PageQuery } from '#contracts/page.js';
import { AddProject, Project, ProjectChange, projectContract, ProjectPage } from '#contracts/project.contract.js';
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
export class ProjectController {
  constructor(@InjectClient(projectContract) private readonly projects: Client<typeof projectContract>) {}

  @Get()
  @Scope('data:read', 'self')
  @ApiOperation({ summary: 'List projects, the Inbox first' })
  @ApiResponse({ status: 200, type: ProjectPage })
  list(@Query() query: PageQuery, @CurrentActor() actor: Actor): Promise<Json<ProjectPage>> {
    return this.projects.list.json(query, actor);
  }

  @Get('search')
  @Scope('data:read', 'self')
  @ApiOperation({ summary: 'List active projects of a certain name' })
  @ApiResponse({ status: 200, type: ProjectPage })
  search(@Query() query: NameQuery, @CurrentActor() actor: Actor): Promise<Json<ProjectPage>> {
    return this.projects.search.json(query, actor);
  }

  @Post()
  @Scope('data:read_write', 'owner')
  @Undoable()
  @HttpCode(200)
  @Tagged()
  @ApiOperation({ summary: 'Add a project' })
  @ApiResponse({ status: 200, type: Project })
  add(@Body() input: AddProject, @CurrentActor() actor: Actor): Promise<Json<Project>> {
    return this.projects.add.json(input, actor);
  }

  @Get(':id')
  @Scope('data:read', 'viewer')
  @Tagged()
  @ApiOperation({ summary: 'Get a project' })
  @ApiResponse({ status: 200, type: Project })
  get(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Json<Project>> {
    return this.projects.get.json({ id }, actor);
  }

  @Post(':id')
  @Scope('data:read_write', 'manager')
  @HttpCode(200)
  @Tagged()
  @Conditional()
  @ApiOperation({ summary: 'Change a project; what is not sent stays as it is' })
  @ApiResponse({ status: 200, type: Project })
  update(
    @Param('id') id: string,
    @Body() change: ProjectChange,
    @IfMatch() if_match: string[] | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<Json<Project>> {
    return this.projects.update.json({ ...change, id, if_match }, actor);
  }

  @Delete(':id')
  @Scope('project:delete', 'owner')
  @Undoable()
  @HttpCode(204)
  @Conditional()
  @ApiOperation({ summary: 'Delete a project with everything in it and under it' })
  @ApiResponse({ status: 204 })
  async delete(
    @Param('id') id: string,
    @IfMatch() if_match: string[] | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.projects.delete({ id, if_match }, actor);
  }
}
