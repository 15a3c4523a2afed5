import { Controller, Delete, Get, HttpCode, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import { sessionContract, Sessions } from '#contracts/session.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { SessionCookies } from '../auth/session-cookie.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';

@ApiTags('Sessions')
@Controller('sessions')
export class SessionController {
  constructor(
    @InjectClient(sessionContract) private readonly sessions: Client<typeof sessionContract>,
    @Inject(SessionCookies) private readonly cookies: SessionCookies,
  ) {}

  @Get()
  @Scope('account', 'self')
  @ApiOperation({ summary: 'List where one is signed in' })
  @ApiResponse({ status: 200, type: Sessions })
  list(@CurrentActor() actor: Actor): Promise<Json<Sessions>> {
    return this.sessions.list.json({}, actor);
  }

  @Delete()
  @Scope('account', 'self')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out everywhere else' })
  @ApiResponse({ status: 204 })
  async revokeOthers(@CurrentActor() actor: Actor): Promise<void> {
    await this.sessions.revokeOthers({}, actor);
  }

  @Delete('current')
  @Scope('account', 'self')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out here, and forget the cookie' })
  @ApiResponse({ status: 204 })
  async end(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    if (!actor.session_id) throw new Failure('invalid', 'session.none', 'This is a personal token, and no session.');
    await this.sessions.revoke({ id: actor.session_id }, actor);
    void reply.header('set-cookie', this.cookies.write());
  }

  @Delete(':id')
  @Scope('account', 'holder')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out one session, wherever it is' })
  @ApiResponse({ status: 204 })
  async revoke(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.sessions.revoke({ id }, actor);
  }
}
