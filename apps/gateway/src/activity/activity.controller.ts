import { Controller, Get, Query, UsePipes } from '@nestjs/common';
import { activityContract, ActivityPage, ActivityQuery } from '#contracts/activity.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { lenient } from '../http/validation.js';

@ApiTags('Activity')
@Controller('activities')
@UsePipes(lenient)
export class ActivityController {
  constructor(@InjectClient(activityContract) private readonly activities: Client<typeof activityContract>) {}

  @Get()
  @Scope('data:read', 'self')
  @ApiOperation({ summary: 'List what was done, newest first' })
  @ApiResponse({ status: 200, type: ActivityPage })
  list(@Query() query: ActivityQuery, @CurrentActor() actor: Actor): Promise<Json<ActivityPage>> {
    return this.activities.list.json(query, actor);
  }
}
