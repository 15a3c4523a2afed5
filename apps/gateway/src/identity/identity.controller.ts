import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res, UsePipes } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import {
  ChooseProvider,
  Identities,
  Identity,
  IdentityAnswer,
  identityContract,
  IdentityProviders,
  IdentityQuestion,
  IdentitySignIn,
  LinkProvider,
} from '#contracts/identity.contract.js';
import { PasswordOnly } from '#contracts/second-factor.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor, Open } from '../auth/actor.js';
import { cookieHeader, CookieSignIn, SignInAnswer } from '../auth/cookie-sign-in.js';
import { Scope } from '../auth/scope.js';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';

@ApiTags('Identities at providers')
@Controller()
@UsePipes(strict)
export class IdentityController {
  constructor(
    @InjectClient(identityContract) private readonly identities: Client<typeof identityContract>,
    private readonly cookies: CookieSignIn,
  ) {}

  @Get('auth/providers')
  @Open()
  @ApiOperation({ summary: 'List the systems that one can sign in with', security: [] })
  @ApiResponse({ status: 200, type: IdentityProviders })
  providers(): Promise<Json<IdentityProviders>> {
    return this.identities.providers.json({});
  }

  @Post('auth/provider/question')
  @Open()
  @HttpCode(200)
  @ApiOperation({ summary: 'Get where to send the browser, to sign in with one of them', security: [] })
  @ApiResponse({ status: 200, type: IdentityQuestion })
  beginSigningIn(@Body() input: ChooseProvider): Promise<Json<IdentityQuestion>> {
    return this.identities.beginSigningIn.json(input);
  }

  @Post('auth/provider')
  @Open()
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in, or open an account, by what the browser came back with', security: [] })
  @ApiHeader(cookieHeader)
  @ApiResponse({ status: 200, type: SignInAnswer })
  async signIn(
    @Body() input: IdentitySignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const asCookie = this.cookies.wants(request);
    return this.cookies.answer(await this.identities.signIn(input), asCookie, reply);
  }

  @Get('user/identities')
  @Scope('account', 'self')
  @ApiOperation({ summary: 'List the identities that open one’s account' })
  @ApiResponse({ status: 200, type: Identities })
  list(@CurrentActor() actor: Actor): Promise<Json<Identities>> {
    return this.identities.list.json({}, actor);
  }

  @Post('user/identities/question')
  @Scope('account', 'self')
  @HttpCode(200)
  @ApiOperation({ summary: 'Get where to send the browser, to link an identity to one’s account' })
  @ApiResponse({ status: 200, type: IdentityQuestion })
  beginLinking(@Body() input: LinkProvider, @CurrentActor() actor: Actor): Promise<Json<IdentityQuestion>> {
    return this.identities.beginLinking.json(input, actor);
  }

  @Post('user/identities')
  @Scope('account', 'self')
  @ApiOperation({ summary: 'Link the identity that the browser came back with' })
  @ApiResponse({ status: 201, type: Identity })
  link(@Body() input: IdentityAnswer, @CurrentActor() actor: Actor): Promise<Json<Identity>> {
    return this.identities.link.json(input, actor);
  }

  @Delete('user/identities/:id')
  @Scope('account', 'holder')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let an identity open one’s account no more, unless nothing else does' })
  @ApiResponse({ status: 204 })
  async unlink(@Param('id') id: string, @Body() input: PasswordOnly, @CurrentActor() actor: Actor): Promise<void> {
    await this.identities.unlink({ id, ...input }, actor);
  }
}
