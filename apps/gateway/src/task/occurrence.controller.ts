import { Controller, Get, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import { CompletedOccurrencePage, occurrenceContract } from '#contracts/occurrence.contract.js';
import { PageQuery } from '#contracts/page.js';
import { Task } from '#contracts/task.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';
import { Undoable } from '../undo/undoable.js';

@ApiTags('Tasks')
@Controller('tasks')
@UsePipes(strict)
export class OccurrenceController {
  constructor(@InjectClient(occurrenceContract) private readonly occurrences: Client<typeof occurrenceContract>) {}

  @Post(':id/skip')
  @Scope('data:read_write', 'editor')
  @Undoable()
  @HttpCode(200)
  @ApiOperation({ summary: 'Put a task that recurs on its next date, without completing it' })
  @ApiResponse({ status: 200, type: Task })
  skip(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Json<Task>> {
    return this.occurrences.skip.json({ id }, actor);
  }

  @Get(':id/occurrences')
  @Scope('data:read', 'viewer')
  @ApiOperation({ summary: 'List when a task that recurs was completed, oldest first' })
  @ApiResponse({ status: 200, type: CompletedOccurrencePage })
  list(
    @Param('id') id: string,
    @Query() page: PageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Json<CompletedOccurrencePage>> {
    return this.occurrences.list.json({ ...page, id }, actor);
  }
}
