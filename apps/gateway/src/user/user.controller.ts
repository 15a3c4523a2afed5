import { Body, Controller, Delete, Get, HttpCode, UsePipes } from '@nestjs/common';
import { accountContract, CurrentUser, DeleteAccount } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';

@ApiTags('User')
@Controller('user')
@UsePipes(strict)
export class UserController {
  constructor(@InjectClient(accountContract) private readonly accounts: Client<typeof accountContract>) {}

  @Get()
  @ApiOperation({ summary: 'Who is signed in' })
  @ApiResponse({ status: 200, type: CurrentUser })
  get(@CurrentActor() actor: Actor): Promise<Json<CurrentUser>> {
    return this.accounts.get.json({}, actor);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete the account and everything that it owns' })
  @ApiResponse({ status: 204 })
  async delete(@Body() input: DeleteAccount, @CurrentActor() actor: Actor): Promise<void> {
    await this.accounts.delete(input, actor);
  }
}
