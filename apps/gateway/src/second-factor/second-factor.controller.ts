import { Body, Controller, Delete, Get, HttpCode, Post, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import {
  ConfirmSecondFactor,
  DisableSecondFactor,
  NewSecondFactor,
  PasswordOnly,
  RecoveryCodes,
  SecondFactor,
  secondFactorContract,
} from '#contracts/second-factor.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';

@ApiTags('Second factor')
@Controller('user/second_factor')
@UsePipes(strict)
export class SecondFactorController {
  constructor(@InjectClient(secondFactorContract) private readonly factors: Client<typeof secondFactorContract>) {}

  @Get()
  @Scope('account', 'self')
  @ApiOperation({ summary: 'Whether signing in takes a code besides the password' })
  @ApiResponse({ status: 200, type: SecondFactor })
  get(@CurrentActor() actor: Actor): Promise<Json<SecondFactor>> {
    return this.factors.get.json({}, actor);
  }

  @Post()
  @Scope('account', 'self')
  @HttpCode(200)
  @ApiOperation({ summary: 'Get a secret for an app that makes codes; it counts once a code was confirmed' })
  @ApiResponse({ status: 200, type: NewSecondFactor })
  begin(@Body() input: PasswordOnly, @CurrentActor() actor: Actor): Promise<Json<NewSecondFactor>> {
    return this.factors.begin.json(input, actor);
  }

  @Post('confirm')
  @Scope('account', 'self')
  @HttpCode(200)
  @ApiOperation({ summary: 'Show that the app makes the right codes: from now on signing in takes one' })
  @ApiResponse({ status: 200, type: RecoveryCodes })
  confirm(@Body() input: ConfirmSecondFactor, @CurrentActor() actor: Actor): Promise<Json<RecoveryCodes>> {
    return this.factors.confirm.json(input, actor);
  }

  @Post('recovery_codes')
  @Scope('account', 'self')
  @HttpCode(200)
  @ApiOperation({ summary: 'Get new recovery codes; the old ones are good no more' })
  @ApiResponse({ status: 200, type: RecoveryCodes })
  renewCodes(@Body() input: PasswordOnly, @CurrentActor() actor: Actor): Promise<Json<RecoveryCodes>> {
    return this.factors.renewCodes.json(input, actor);
  }

  @Delete()
  @Scope('account', 'self')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign in by password alone again' })
  @ApiResponse({ status: 204 })
  async disable(@Body() input: DisableSecondFactor, @CurrentActor() actor: Actor): Promise<void> {
    await this.factors.disable(input, actor);
  }
}
