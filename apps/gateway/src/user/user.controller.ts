import { Body, Controller, Delete, Get, HttpCode, Post, UsePipes } from '@nestjs/common';
import { AccountChange, accountContract, CurrentUser, DeleteAccount } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import { type CompletedCounts, completionContract } from '#contracts/completion.contract.js';
import type { Client } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';

@ApiTags('User')
@Controller('user')
@UsePipes(strict)
export class UserController {
  constructor(
    @InjectClient(accountContract) private readonly accounts: Client<typeof accountContract>,
    @InjectClient(completionContract) private readonly completions: Client<typeof completionContract>,
  ) {}

  @Get()
  @Scope('data:read', 'self')
  @ApiOperation({ summary: 'Who is signed in' })
  @ApiResponse({ status: 200, type: CurrentUser })
  async get(@CurrentActor() actor: Actor): Promise<CurrentUser> {
    const [user, counts] = await Promise.all([this.accounts.get({}, actor), this.counts(actor)]);
    return { ...user, ...counts };
  }

  @Post()
  @Scope('data:read_write', 'self')
  @HttpCode(200)
  @ApiOperation({ summary: 'Change one’s own name, time zone and settings; what is not sent stays as it is' })
  @ApiResponse({ status: 200, type: CurrentUser })
  async update(@Body() change: AccountChange, @CurrentActor() actor: Actor): Promise<CurrentUser> {
    const user = await this.accounts.update(change, actor);
    return { ...user, ...(await this.counts(actor)) };
  }

  @Delete()
  @Scope('account', 'self')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete the account and everything that it owns' })
  @ApiResponse({ status: 204 })
  async delete(@Body() input: DeleteAccount, @CurrentActor() actor: Actor): Promise<void> {
    await this.accounts.delete(input, actor);
  }

  /** Who somebody is can be told while nobody knows what they completed: then as if it were nothing. */
  private async counts(actor: Actor): Promise<Partial<CompletedCounts>> {
    try {
      return await this.completions.counts({}, actor);
    } catch (error) {
      if (error instanceof Failure && error.kind === 'unavailable') return {};
      throw error;
    }
  }
}
