import { Body, Controller, Get, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import { PageQuery } from '#contracts/page.js';
import { RelationChoice, relationContract, RelationPage, TaskRelation } from '#contracts/relation.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';
import { Undoable } from '../undo/undoable.js';

@ApiTags('Relations')
@Controller('tasks/:id/relations')
@UsePipes(strict)
export class TaskRelationController {
  constructor(@InjectClient(relationContract) private readonly relations: Client<typeof relationContract>) {}

  @Get()
  @Scope('data:read', 'viewer')
  @ApiOperation({ summary: 'List what a task blocks, is blocked by and relates to, oldest first' })
  @ApiResponse({ status: 200, type: RelationPage })
  list(
    @Param('id') task_id: string,
    @Query() page: PageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Json<RelationPage>> {
    return this.relations.list.json({ ...page, task_id }, actor);
  }

  @Post()
  @Scope('data:read_write', 'editor')
  @Undoable()
  @HttpCode(200)
  @ApiOperation({ summary: 'Have a task block another one, be blocked by it or relate to it' })
  @ApiResponse({ status: 200, type: TaskRelation })
  add(
    @Param('id') task_id: string,
    @Body() choice: RelationChoice,
    @CurrentActor() actor: Actor,
  ): Promise<Json<TaskRelation>> {
    return this.relations.add.json({ ...choice, task_id }, actor);
  }
}
