import { Controller, Get, Query, UsePipes } from '@nestjs/common';
import { accountContract } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import {
  Completed,
  CompletedBetween,
  CompletedPage,
  CompletedQuery,
  completionContract,
} from '#contracts/completion.contract.js';
import type { Client, Json } from '#contracts/contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { lenient } from '../http/validation.js';
import { ProductivityStats, productivityStats } from './productivity-stats.js';

@ApiTags('Tasks')
@Controller('tasks/completed')
@UsePipes(lenient)
export class CompletionController {
  constructor(
    @InjectClient(completionContract) private readonly completions: Client<typeof completionContract>,
    @InjectClient(accountContract) private readonly accounts: Client<typeof accountContract>,
  ) {}

  @Get()
  @Scope('data:read', 'viewer')
  @ApiOperation({ summary: 'List completed tasks with their projects and sections, newest first' })
  @ApiResponse({ status: 200, type: Completed })
  list(@Query() query: CompletedQuery, @CurrentActor() actor: Actor): Promise<Json<Completed>> {
    return this.completions.list.json(query, actor);
  }

  @Get('by_completion_date')
  @Scope('data:read', 'viewer')
  @ApiOperation({ summary: 'List tasks by when they were completed, newest first' })
  @ApiResponse({ status: 200, type: CompletedPage })
  byCompletionDate(@Query() query: CompletedBetween, @CurrentActor() actor: Actor): Promise<Json<CompletedPage>> {
    return this.completions.byCompletionDate.json(query, actor);
  }

  @Get('by_due_date')
  @Scope('data:read', 'viewer')
  @ApiOperation({ summary: 'List completed tasks by when they were due, the newest completion first' })
  @ApiResponse({ status: 200, type: CompletedPage })
  byDueDate(@Query() query: CompletedBetween, @CurrentActor() actor: Actor): Promise<Json<CompletedPage>> {
    return this.completions.byDueDate.json(query, actor);
  }

  @Get('stats')
  @Scope('data:read', 'self')
  @ApiOperation({ summary: 'How much was completed, by day, week and project, and streaks of reached goals' })
  @ApiResponse({ status: 200, type: ProductivityStats })
  async stats(@CurrentActor() actor: Actor): Promise<ProductivityStats> {
    const user = await this.accounts.get({}, actor);
    const { daily_goal, weekly_goal, days_off, start_day, vacations } = user;
    const goals = { daily_goal, weekly_goal, days_off, start_day, vacations };
    return productivityStats(user, await this.completions.productivity(goals, actor));
  }
}
