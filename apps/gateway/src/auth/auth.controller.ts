import { Body, Controller, HttpCode, Post, UsePipes } from '@nestjs/common';
import {
  accountContract,
  Login,
  RefreshToken,
  RegisterAccount,
  Session,
  sessionContract,
  SignedIn,
} from '#contracts/account.contract.js';
import type { Client, Json } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import { InjectClient } from '#messaging/client.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';
import { Open } from './actor.js';

@ApiTags('Signing in')
@Open()
@Controller('auth')
@UsePipes(strict)
export class AuthController {
  constructor(
    @InjectClient(accountContract) private readonly accounts: Client<typeof accountContract>,
    @InjectClient(sessionContract) private readonly sessions: Client<typeof sessionContract>,
  ) {}

  @Post('register')
  @ApiOperation({ summary: 'Open an account and sign in', security: [] })
  @ApiResponse({ status: 201, type: SignedIn })
  register(@Body() input: RegisterAccount): Promise<Json<SignedIn>> {
    return this.accounts.register.json(input);
  }

  @Post('login')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in', security: [] })
  @ApiResponse({ status: 200, type: SignedIn })
  login(@Body() input: Login): Promise<Json<SignedIn>> {
    return this.sessions.login.json(input);
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
