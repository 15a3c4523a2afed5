import { Controller, Get, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import { FoundPage, searchContract, SearchQuery } from '#contracts/search.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';
import { Cost } from '../limits/cost.js';

@ApiTags('Search')
@Controller('search')
@UsePipes(strict)
export class SearchController {
  constructor(@InjectClient(searchContract) private readonly search: Client<typeof searchContract>) {}

  @Get()
  @Cost(5)
  @Scope('data:read', 'viewer')
  @ApiOperation({ summary: 'Find tasks and comments by their words, the best first' })
  @ApiResponse({ status: 200, type: FoundPage })
  find(@Query() query: SearchQuery, @CurrentActor() actor: Actor): Promise<Json<FoundPage>> {
    return this.search.find.json(query, actor);
  }
}
