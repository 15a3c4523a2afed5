import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res, UsePipes } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import {
  AddPasskey,
  Passkey,
  PasskeyAnswer,
  passkeyContract,
  PasskeyQuestion,
  Passkeys,
} from '#contracts/passkey.contract.js';
import { PasswordOnly } from '#contracts/second-factor.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor, Open } from '../auth/actor.js';
import { cookieHeader, CookieSignIn, SignInAnswer } from '../auth/cookie-sign-in.js';
import { Scope } from '../auth/scope.js';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';
import { Cost } from '../limits/cost.js';

@ApiTags('Passkeys')
@Controller()
@UsePipes(strict)
export class PasskeyController {
  constructor(
    @InjectClient(passkeyContract) private readonly passkeys: Client<typeof passkeyContract>,
    private readonly cookies: CookieSignIn,
  ) {}

  @Post('auth/passkey/question')
  @Open()
  @HttpCode(200)
  @ApiOperation({ summary: 'Get what to ask the browser for, to sign in by a passkey', security: [] })
  @ApiResponse({ status: 200, type: PasskeyQuestion })
  beginSigningIn(): Promise<Json<PasskeyQuestion>> {
    return this.passkeys.beginSigningIn.json({});
  }

  @Post('auth/passkey')
  @Cost(5)
  @Open()
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in by what the browser answered', security: [] })
  @ApiHeader(cookieHeader)
  @ApiResponse({ status: 200, type: SignInAnswer })
  async signIn(
    @Body() input: PasskeyAnswer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const asCookie = this.cookies.wants(request);
    return this.cookies.answer(await this.passkeys.signIn(input), asCookie, reply);
  }

  @Get('user/passkeys')
  @Scope('account', 'self')
  @ApiOperation({ summary: 'List one’s passkeys' })
  @ApiResponse({ status: 200, type: Passkeys })
  list(@CurrentActor() actor: Actor): Promise<Json<Passkeys>> {
    return this.passkeys.list.json({}, actor);
  }

  @Post('user/passkeys/question')
  @Scope('account', 'self')
  @HttpCode(200)
  @ApiOperation({ summary: 'Get what to ask the browser for, to add a passkey' })
  @ApiResponse({ status: 200, type: PasskeyQuestion })
  beginAdding(@Body() input: PasswordOnly, @CurrentActor() actor: Actor): Promise<Json<PasskeyQuestion>> {
    return this.passkeys.beginAdding.json(input, actor);
  }

  @Post('user/passkeys')
  @Scope('account', 'self')
  @ApiOperation({ summary: 'Add the passkey that the browser made' })
  @ApiResponse({ status: 201, type: Passkey })
  add(@Body() input: AddPasskey, @CurrentActor() actor: Actor): Promise<Json<Passkey>> {
    return this.passkeys.add.json(input, actor);
  }

  @Delete('user/passkeys/:id')
  @Scope('account', 'holder')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a passkey, against the password' })
  @ApiResponse({ status: 204 })
  async remove(@Param('id') id: string, @Body() input: PasswordOnly, @CurrentActor() actor: Actor): Promise<void> {
    await this.passkeys.remove({ id, ...input }, actor);
  }
}
