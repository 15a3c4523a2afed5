import { Controller, Get, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { CompletedPage, CompletedSearch, completionContract } from '#contracts/completion.contract.js';
import type { Client, Json } from '#contracts/contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { lenient } from '../http/validation.js';
import { Cost } from '../limits/cost.js';

@ApiTags('Tasks')
@Controller('completed')
@UsePipes(lenient)
export class CompletedSearchController {
  constructor(@InjectClient(completionContract) private readonly completions: Client<typeof completionContract>) {}

  @Get('search')
  @Cost(5)
  @Scope('data:read', 'self')
  @ApiOperation({ summary: 'List completed tasks with certain words, the newest completion first' })
  @ApiResponse({ status: 200, type: CompletedPage })
  search(@Query() query: CompletedSearch, @CurrentActor() actor: Actor): Promise<Json<CompletedPage>> {
    return this.completions.search.json(query, actor);
  }
}
