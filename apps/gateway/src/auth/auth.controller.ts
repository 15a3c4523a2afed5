import { Body, Controller, HttpCode, Post, Req, Res, UsePipes } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RegisterAccount, Session } from '#contracts/account.contract.js';
import { ConfirmRegistration, registrationContract } from '#contracts/registration.contract.js';
import { Login, RefreshToken, sessionContract } from '#contracts/session.contract.js';
import type { Client } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import { OneOf } from '#contracts/fields.js';
import { InjectClient } from '#messaging/client.js';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';
import { Cost } from '../limits/cost.js';
import { Open } from './actor.js';
import { cookieHeader, CookieSignIn, SignInAnswer } from './cookie-sign-in.js';

/** What is told of a new account where a mail has to be answered first, whether or not there is one with the address. */
export class MailOnItsWay {
  @OneOf(['sent']) mail!: 'sent';
}

@ApiTags('Signing in')
@Open()
@Controller('auth')
@UsePipes(strict)
export class AuthController {
  constructor(
    @InjectClient(registrationContract) private readonly registrations: Client<typeof registrationContract>,
    @InjectClient(sessionContract) private readonly sessions: Client<typeof sessionContract>,
    private readonly cookies: CookieSignIn,
  ) {}

  @Post('register')
  @Cost(10)
  @ApiOperation({ summary: 'Open an account and sign in', security: [] })
  @ApiHeader(cookieHeader)
  @ApiResponse({ status: 201, type: SignInAnswer })
  @ApiResponse({
    status: 202,
    type: MailOnItsWay,
    description: 'Where a mail has to be answered first: whoever has the address',
  })
  async register(
    @Body() input: RegisterAccount,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer | MailOnItsWay> {
    const asCookie = this.cookies.wants(request);
    const { signed_in } = await this.registrations.request(input);
    if (signed_in) return this.cookies.answer(signed_in, asCookie, reply);
    void reply.status(202);
    return { mail: 'sent' };
  }

  @Post('register/confirm')
  @ApiOperation({ summary: 'Open the account that a mail is about, and sign in', security: [] })
  @ApiHeader(cookieHeader)
  @ApiResponse({ status: 201, type: SignInAnswer })
  async confirm(
    @Body() input: ConfirmRegistration,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const asCookie = this.cookies.wants(request);
    return this.cookies.answer(await this.registrations.confirm(input), asCookie, reply);
  }

  @Post('login')
  @Cost(5)
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in', security: [] })
  @ApiHeader(cookieHeader)
  @ApiResponse({ status: 200, type: SignInAnswer })
  async login(
    @Body() input: Login,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const asCookie = this.cookies.wants(request);
    return this.cookies.answer(await this.sessions.login(input), asCookie, reply);
  }

  @Post('refresh')
  @HttpCode(200)
  @ApiOperation({ summary: 'Trade a refresh token for the next pair; using one twice ends the session', security: [] })
  @ApiResponse({ status: 200, type: Session })
  async refresh(@Body() input: RefreshToken): Promise<Session> {
    const { refused, ...session } = await this.sessions.refresh(input);
    if (refused === 'reused')
      throw refusal('session.refresh_reused', 'This refresh token was used before; sign in again.');
    if (refused) throw refusal('session.expired', 'This session is over; sign in again.');
    return session as Session;
  }

  @Post('logout')
  @HttpCode(204)
  @ApiOperation({ summary: 'End the session of a refresh token', security: [] })
  @ApiResponse({ status: 204 })
  async logout(@Body() input: RefreshToken): Promise<void> {
    await this.sessions.logout(input);
  }
}

const refusal = (code: string, message: string): Failure => new Failure('unauthenticated', code, message);
