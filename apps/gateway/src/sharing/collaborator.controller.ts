import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import {
  Collaborator,
  collaboratorContract,
  CollaboratorPage,
  NewOwner,
  ProjectPermissions,
  RoleChange,
} from '#contracts/collaborator.contract.js';
import type { Client, Json } from '#contracts/contract.js';
import { PageQuery } from '#contracts/page.js';
import { Project } from '#contracts/project.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { lenient, strict } from '../http/validation.js';

@ApiTags('Sharing')
@Controller()
@UsePipes(strict)
export class CollaboratorController {
  constructor(
    @InjectClient(collaboratorContract) private readonly collaborators: Client<typeof collaboratorContract>,
  ) {}

  @Get('projects/permissions')
  @Scope('data:read', 'self')
  @UsePipes(lenient)
  @ApiOperation({ summary: 'List what each role may do' })
  @ApiResponse({ status: 200, type: ProjectPermissions })
  permissions(@CurrentActor() actor: Actor): Promise<Json<ProjectPermissions>> {
    return this.collaborators.permissions.json({}, actor);
  }

  @Get('projects/:id/collaborators')
  @Scope('data:read', 'viewer')
  @ApiOperation({ summary: 'List who takes part in a project, the owner first' })
  @ApiResponse({ status: 200, type: CollaboratorPage })
  ofProject(
    @Param('id') project_id: string,
    @Query() page: PageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Json<CollaboratorPage>> {
    return this.collaborators.list.json({ ...page, project_id }, actor);
  }

  @Get('tasks/:id/collaborators')
  @Scope('data:read', 'viewer')
  @ApiOperation({ summary: 'List those with whom a task is shared alone' })
  @ApiResponse({ status: 200, type: CollaboratorPage })
  ofTask(
    @Param('id') task_id: string,
    @Query() page: PageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Json<CollaboratorPage>> {
    return this.collaborators.list.json({ ...page, task_id }, actor);
  }

  @Post('projects/:id/members/:user_id')
  @Scope('data:read_write', 'manager')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give somebody who takes part in a project another role' })
  @ApiResponse({ status: 200, type: Collaborator })
  changeInProject(
    @Param('id') project_id: string,
    @Param('user_id') user_id: string,
    @Body() { role }: RoleChange,
    @CurrentActor() actor: Actor,
  ): Promise<Json<Collaborator>> {
    return this.collaborators.change.json({ project_id, user_id, role }, actor);
  }

  @Post('tasks/:id/members/:user_id')
  @Scope('data:read_write', 'manager')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give somebody with whom a task is shared alone another role' })
  @ApiResponse({ status: 200, type: Collaborator })
  changeOnTask(
    @Param('id') task_id: string,
    @Param('user_id') user_id: string,
    @Body() { role }: RoleChange,
    @CurrentActor() actor: Actor,
  ): Promise<Json<Collaborator>> {
    return this.collaborators.change.json({ task_id, user_id, role }, actor);
  }

  @Delete('projects/:id/members/:user_id')
  @Scope('data:read_write', 'manager')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove somebody from a project; what was assigned to them is nobody’s' })
  @ApiResponse({ status: 204 })
  async removeFromProject(
    @Param('id') project_id: string,
    @Param('user_id') user_id: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.collaborators.remove({ project_id, user_id }, actor);
  }

  @Delete('tasks/:id/members/:user_id')
  @Scope('data:read_write', 'manager')
  @HttpCode(204)
  @ApiOperation({ summary: 'No longer share a task with somebody' })
  @ApiResponse({ status: 204 })
  async removeFromTask(
    @Param('id') task_id: string,
    @Param('user_id') user_id: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.collaborators.remove({ task_id, user_id }, actor);
  }

  @Post('projects/:id/leave')
  @Scope('data:read_write', 'member')
  @HttpCode(204)
  @ApiOperation({ summary: 'Leave a project that somebody shared' })
  @ApiResponse({ status: 204 })
  async leaveProject(@Param('id') project_id: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.collaborators.remove({ project_id, user_id: actor.user_id }, actor);
  }

  @Post('tasks/:id/leave')
  @Scope('data:read_write', 'member')
  @HttpCode(204)
  @ApiOperation({ summary: 'Leave a task that somebody shared alone' })
  @ApiResponse({ status: 204 })
  async leaveTask(@Param('id') task_id: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.collaborators.remove({ task_id, user_id: actor.user_id }, actor);
  }

  @Post('projects/:id/transfer')
  @Scope('data:read_write', 'owner')
  @HttpCode(200)
  @ApiOperation({ summary: 'Hand a project over to one of its collaborators' })
  @ApiResponse({ status: 200, type: Project })
  transfer(
    @Param('id') project_id: string,
    @Body() { user_id }: NewOwner,
    @CurrentActor() actor: Actor,
  ): Promise<Json<Project>> {
    return this.collaborators.transfer.json({ project_id, user_id }, actor);
  }
}
