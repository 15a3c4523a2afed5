import { Controller, Get, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import { filterContract, FilteredTasksQuery } from '#contracts/filter.contract.js';
import { TaskPage } from '#contracts/task.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { lenient } from '../http/validation.js';
import { Cost } from '../limits/cost.js';

@ApiTags('Tasks')
@Controller('tasks')
@UsePipes(lenient)
export class TaskFilterController {
  constructor(@InjectClient(filterContract) private readonly filters: Client<typeof filterContract>) {}

  @Get('filter')
  @Cost(3)
  @Scope('data:read', 'self')
  @ApiOperation({ summary: 'List the active tasks that meet a filter, in any of its panes' })
  @ApiResponse({ status: 200, type: TaskPage })
  list(@Query() query: FilteredTasksQuery, @CurrentActor() actor: Actor): Promise<Json<TaskPage>> {
    return this.filters.tasks.json(query, actor);
  }
}
