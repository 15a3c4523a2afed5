import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import {
  AuthorizationAnswer,
  AuthorizationDecision,
  AuthorizationQuestion,
  AuthorizationRequest,
  Authorizations,
  oauthContract,
} from '#contracts/oauth.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { lenient } from '../http/validation.js';

/** What the page asks that a person sees when an app wants to be let in. Parameters that nobody knows are ignored (RFC 6749, 3.1). */
@ApiTags('Apps')
@Controller('oauth')
@UsePipes(lenient)
export class AuthorizationController {
  constructor(@InjectClient(oauthContract) private readonly oauth: Client<typeof oauthContract>) {}

  @Get('authorization')
  @Scope('account', 'self')
  @ApiOperation({ summary: 'Get what to ask the person whom an app wants something of' })
  @ApiResponse({ status: 200, type: AuthorizationQuestion })
  question(@Query() request: AuthorizationRequest, @CurrentActor() actor: Actor): Promise<Json<AuthorizationQuestion>> {
    return this.oauth.question.json(request, actor);
  }

  @Post('authorization')
  @Scope('account', 'self')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let an app in or not, and get where to send the browser' })
  @ApiResponse({ status: 200, type: AuthorizationAnswer })
  decide(@Body() decision: AuthorizationDecision, @CurrentActor() actor: Actor): Promise<Json<AuthorizationAnswer>> {
    return this.oauth.decide.json(decision, actor);
  }

  @Get('authorizations')
  @Scope('account', 'self')
  @ApiOperation({ summary: 'List the apps that one has let in' })
  @ApiResponse({ status: 200, type: Authorizations })
  list(@CurrentActor() actor: Actor): Promise<Json<Authorizations>> {
    return this.oauth.list.json({}, actor);
  }

  @Delete('authorizations/:id')
  @Scope('account', 'holder')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take back everything that one let an app do' })
  @ApiResponse({ status: 204 })
  async end(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.oauth.end({ id }, actor);
  }
}
