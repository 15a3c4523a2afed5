import { Body, Controller, HttpCode, Post, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import {
  ChangeEmail,
  ChangePassword,
  credentialContract,
  MailedToken,
  RequestReset,
  ResetPassword,
} from '#contracts/credential.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor, Open } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';
import { Cost } from '../limits/cost.js';

@ApiTags('Password and address')
@Controller()
@UsePipes(strict)
export class CredentialController {
  constructor(@InjectClient(credentialContract) private readonly credentials: Client<typeof credentialContract>) {}

  @Post('auth/password/forgotten')
  @Cost(10)
  @Open()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Ask for a mail with a link to set a new password; answers the same whether there is an account or not',
    security: [],
  })
  @ApiResponse({ status: 202 })
  async requestReset(@Body() input: RequestReset): Promise<void> {
    await this.credentials.requestReset(input);
  }

  @Post('auth/password/reset')
  @Cost(10)
  @Open()
  @HttpCode(204)
  @ApiOperation({ summary: 'Set a new password by a link; every session ends', security: [] })
  @ApiResponse({ status: 204 })
  async resetPassword(@Body() input: ResetPassword): Promise<void> {
    await this.credentials.resetPassword(input);
  }

  @Post('auth/email/confirm')
  @Cost(5)
  @Open()
  @HttpCode(204)
  @ApiOperation({ summary: 'Confirm one’s address, or the move to another one, by a link', security: [] })
  @ApiResponse({ status: 204 })
  async confirmEmail(@Body() input: MailedToken): Promise<void> {
    await this.credentials.confirmEmail(input);
  }

  @Post('user/password')
  @Cost(10)
  @Scope('account', 'self')
  @HttpCode(204)
  @ApiOperation({ summary: 'Change one’s password; every other session ends' })
  @ApiResponse({ status: 204 })
  async changePassword(@Body() input: ChangePassword, @CurrentActor() actor: Actor): Promise<void> {
    await this.credentials.changePassword(input, actor);
  }

  @Post('user/email')
  @Cost(10)
  @Scope('account', 'self')
  @HttpCode(202)
  @ApiOperation({ summary: 'Move one’s account to another address, once the link in a mail to there is opened' })
  @ApiResponse({ status: 202 })
  async requestEmailChange(@Body() input: ChangeEmail, @CurrentActor() actor: Actor): Promise<void> {
    await this.credentials.requestEmailChange(input, actor);
  }

  @Post('user/email/verification')
  @Cost(10)
  @Scope('account', 'self')
  @HttpCode(202)
  @ApiOperation({ summary: 'Ask for another mail to confirm one’s address' })
  @ApiResponse({ status: 202 })
  async requestVerification(@CurrentActor() actor: Actor): Promise<void> {
    await this.credentials.requestVerification({}, actor);
  }
}
