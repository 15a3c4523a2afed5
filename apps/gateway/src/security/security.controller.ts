import { Controller, Get, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import { PageQuery } from '#contracts/page.js';
import { securityContract, SecurityEventPage } from '#contracts/security.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';

@ApiTags('Security')
@Controller('security')
@UsePipes(strict)
export class SecurityController {
  constructor(@InjectClient(securityContract) private readonly security: Client<typeof securityContract>) {}

  @Get('log')
  @Scope('account', 'self')
  @ApiOperation({ summary: 'List what happened to the security of one’s own account, the newest first' })
  @ApiResponse({ status: 200, type: SecurityEventPage })
  list(@Query() query: PageQuery, @CurrentActor() actor: Actor): Promise<Json<SecurityEventPage>> {
    return this.security.list.json(query, actor);
  }
}
