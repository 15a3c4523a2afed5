import { Body, Controller, Delete, Get, HttpCode, Param, Post, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import { CreateToken, NewToken, PersonalTokens, tokenContract } from '#contracts/token.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';

@ApiTags('Personal tokens')
@Controller('tokens')
@UsePipes(strict)
export class TokenController {
  constructor(@InjectClient(tokenContract) private readonly tokens: Client<typeof tokenContract>) {}

  @Post()
  @Scope('account', 'self')
  @ApiOperation({ summary: 'Make a personal token; it is shown this once' })
  @ApiResponse({ status: 201, type: NewToken })
  create(@Body() input: CreateToken, @CurrentActor() actor: Actor): Promise<Json<NewToken>> {
    return this.tokens.create.json(input, actor);
  }

  @Get()
  @Scope('account', 'self')
  @ApiOperation({ summary: 'List personal tokens' })
  @ApiResponse({ status: 200, type: PersonalTokens })
  list(@CurrentActor() actor: Actor): Promise<Json<PersonalTokens>> {
    return this.tokens.list.json({}, actor);
  }

  @Delete(':id')
  @Scope('account', 'holder')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke a personal token' })
  @ApiResponse({ status: 204 })
  async revoke(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.tokens.revoke({ id }, actor);
  }
}
