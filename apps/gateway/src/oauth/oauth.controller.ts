import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  Inject,
  Post,
  Req,
  Res,
  UseFilters,
  UsePipes,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Client, Json } from '#contracts/contract.js';
import { oauthContract, TokenAnswer, TokenRequest, TokenRevocation } from '#contracts/oauth.contract.js';
import { tokenScopes } from '#contracts/token.contract.js';
import { InjectClient } from '#messaging/client.js';
import { Open } from '../auth/actor.js';
import type { GatewaySettings } from '../gateway.settings.js';
import { ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { GATEWAY_SETTINGS } from '../http/settings.js';
import { lenient } from '../http/validation.js';
import { withHeader } from './app-credentials.js';
import { OAuthErrors } from './oauth-errors.js';
import { ServerMetadata } from './server-metadata.js';

/** What of OAuth is outside of `/api/v1`, where programs look for it. */
export const oauthPaths = ['oauth/authorize', 'oauth/access_token', '.well-known/oauth-authorization-server'];

const refOf = (name: string): object => ({ schema: { $ref: `#/components/schemas/${name}` } });

const refused = {
  status: 'default' as const,
  description: 'An error in the words of OAuth; problem details where the body could not even be read',
  content: { 'application/json': refOf('OAuthProblem'), 'application/problem+json': refOf('Problem') },
};

/** What apps call by themselves, at the paths that Todoist's clients know. */
@ApiTags('Apps')
@Open()
@Controller()
@UsePipes(lenient)
@UseFilters(OAuthErrors)
export class OAuthController {
  constructor(
    @InjectClient(oauthContract) private readonly oauth: Client<typeof oauthContract>,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  @Get('oauth/authorize')
  @HttpCode(302)
  @ApiOperation({ summary: 'Where an app sends people: on to the web client, which asks them', security: [] })
  @ApiResponse({ status: 302 })
  authorize(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const query = request.url.indexOf('?');
    const asked = query < 0 ? '' : request.url.slice(query);
    void reply.redirect(`${this.settings.publicUrl}/oauth/authorize${asked}`, 302);
  }

  @Post('oauth/access_token')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiOperation({ summary: 'Trade a code for a token (RFC 6749, RFC 7636)', security: [] })
  @ApiResponse({ status: 200, type: TokenAnswer })
  @ApiResponse(refused)
  exchange(@Body() body: TokenRequest, @Headers('authorization') header?: string): Promise<Json<TokenAnswer>> {
    return this.oauth.exchange.json(withHeader(body, header));
  }

  @Post('revoke')
  @HttpCode(200)
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiOperation({ summary: 'Give a token up (RFC 7009)', security: [] })
  @ApiResponse({ status: 200 })
  @ApiResponse(refused)
  async revoke(@Body() body: TokenRevocation, @Headers('authorization') header?: string): Promise<void> {
    await this.oauth.revoke(withHeader(body, header));
  }

  @Get('.well-known/oauth-authorization-server')
  @ApiOperation({ summary: 'What programs need to know (RFC 8414)', security: [] })
  @ApiResponse({ status: 200, type: ServerMetadata })
  metadata(): ServerMetadata {
    const issuer = this.settings.publicUrl;
    return {
      issuer,
      authorization_endpoint: `${issuer}/oauth/authorize`,
      token_endpoint: `${issuer}/oauth/access_token`,
      revocation_endpoint: `${issuer}/api/v1/revoke`,
      scopes_supported: [...tokenScopes],
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      authorization_response_iss_parameter_supported: true,
    };
  }
}
