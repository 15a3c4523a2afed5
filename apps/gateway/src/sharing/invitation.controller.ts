import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import {
  AcceptedInvitation,
  Invitation,
  invitationContract,
  InvitationPage,
  NewInvitation,
  ReceivedInvitationPage,
} from '#contracts/invitation.contract.js';
import { PageQuery } from '#contracts/page.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';

@ApiTags('Sharing')
@Controller()
@UsePipes(strict)
export class InvitationController {
  constructor(@InjectClient(invitationContract) private readonly invitations: Client<typeof invitationContract>) {}

  @Post('projects/:id/invitations')
  @Scope('data:read_write', 'manager')
  @HttpCode(200)
  @ApiOperation({ summary: 'Invite whoever has an address to a project; the answer does not tell whether anybody has' })
  @ApiResponse({ status: 200, type: Invitation })
  toProject(
    @Param('id') project_id: string,
    @Body() input: NewInvitation,
    @CurrentActor() actor: Actor,
  ): Promise<Json<Invitation>> {
    return this.invitations.invite.json({ ...input, project_id }, actor);
  }

  @Post('tasks/:id/invitations')
  @Scope('data:read_write', 'manager')
  @HttpCode(200)
  @ApiOperation({ summary: 'Invite whoever has an address to a task alone, with its subtasks and comments' })
  @ApiResponse({ status: 200, type: Invitation })
  toTask(
    @Param('id') task_id: string,
    @Body() input: NewInvitation,
    @CurrentActor() actor: Actor,
  ): Promise<Json<Invitation>> {
    return this.invitations.invite.json({ ...input, task_id }, actor);
  }

  @Get('projects/:id/invitations')
  @Scope('data:read', 'manager')
  @ApiOperation({ summary: 'List the invitations to a project that nobody has accepted' })
  @ApiResponse({ status: 200, type: InvitationPage })
  ofProject(
    @Param('id') project_id: string,
    @Query() page: PageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Json<InvitationPage>> {
    return this.invitations.list.json({ ...page, project_id }, actor);
  }

  @Get('tasks/:id/invitations')
  @Scope('data:read', 'manager')
  @ApiOperation({ summary: 'List the invitations to a task that nobody has accepted' })
  @ApiResponse({ status: 200, type: InvitationPage })
  ofTask(
    @Param('id') task_id: string,
    @Query() page: PageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Json<InvitationPage>> {
    return this.invitations.list.json({ ...page, task_id }, actor);
  }

  @Get('invitations')
  @Scope('data:read', 'self')
  @ApiOperation({ summary: 'List what you are invited to' })
  @ApiResponse({ status: 200, type: ReceivedInvitationPage })
  mine(@Query() page: PageQuery, @CurrentActor() actor: Actor): Promise<Json<ReceivedInvitationPage>> {
    return this.invitations.mine.json(page, actor);
  }

  @Post('invitations/:id/accept')
  @Scope('data:read_write', 'invited')
  @HttpCode(200)
  @ApiOperation({ summary: 'Accept an invitation: from now on you take part' })
  @ApiResponse({ status: 200, type: AcceptedInvitation })
  accept(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Json<AcceptedInvitation>> {
    return this.invitations.accept.json({ id }, actor);
  }

  @Post('invitations/:id/decline')
  @Scope('data:read_write', 'invited')
  @HttpCode(204)
  @ApiOperation({ summary: 'Decline an invitation; who invited is not told' })
  @ApiResponse({ status: 204 })
  async decline(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.invitations.decline({ id }, actor);
  }

  @Delete('invitations/:id')
  @Scope('data:read_write', 'manager')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke an invitation' })
  @ApiResponse({ status: 204 })
  async revoke(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.invitations.revoke({ id }, actor);
  }
}
