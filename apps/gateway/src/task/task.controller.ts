import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import { AddTask, Task, TaskChange, taskContract, TaskPage, TaskQuery, TaskTarget } from '#contracts/task.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { Conditional, IfMatch, Tagged } from '../http/etag.js';
import { lenient } from '../http/validation.js';
import { Undoable } from '../undo/undoable.js';

@ApiTags('Tasks')
@Controller('tasks')
@UsePipes(lenient)
export class TaskController {
  constructor(@InjectClient(taskContract) private readonly tasks: Client<typeof taskContract>) {}

  @Get()
  @Scope('data:read', 'viewer')
  @ApiOperation({ summary: 'List active tasks' })
  @ApiResponse({ status: 200, type: TaskPage })
  list(@Query() query: TaskQuery, @CurrentActor() actor: Actor): Promise<Json<TaskPage>> {
    return this.tasks.list.json(query, actor);
  }

  @Post()
  @Scope('task:add', 'editor')
  @Undoable()
  @HttpCode(200)
  @Tagged()
  @ApiOperation({ summary: 'Add a task' })
  @ApiResponse({ status: 200, type: Task })
  add(@Body() input: AddTask, @CurrentActor() actor: Actor): Promise<Json<Task>> {
    return this.tasks.add.json(input, actor);
  }

  @Get(':id')
  @Scope('data:read', 'viewer')
  @Tagged()
  @ApiOperation({ summary: 'Get a task, active or completed' })
  @ApiResponse({ status: 200, type: Task })
  get(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Json<Task>> {
    return this.tasks.get.json({ id }, actor);
  }

  @Post(':id')
  @Scope('data:read_write', 'editor')
  @Undoable()
  @HttpCode(200)
  @Tagged()
  @Conditional()
  @ApiOperation({ summary: 'Change a task; what is not sent stays as it is' })
  @ApiResponse({ status: 200, type: Task })
  update(
    @Param('id') id: string,
    @Body() change: TaskChange,
    @IfMatch() if_match: string[] | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<Json<Task>> {
    return this.tasks.update.json({ ...change, id, if_match }, actor);
  }

  @Post(':id/move')
  @Scope('data:read_write', 'editor')
  @Undoable()
  @HttpCode(200)
  @Tagged()
  @Conditional()
  @ApiOperation({ summary: 'Move a task, with its subtasks, to a project, a section or another task' })
  @ApiResponse({ status: 200, type: Task })
  move(
    @Param('id') id: string,
    @Body() target: TaskTarget,
    @IfMatch() if_match: string[] | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<Json<Task>> {
    return this.tasks.move.json({ ...target, id, if_match }, actor);
  }

  @Post(':id/close')
  @Scope('data:read_write', 'commenter')
  @Undoable()
  @HttpCode(204)
  @Conditional()
  @ApiOperation({ summary: 'Complete a task and its subtasks' })
  @ApiResponse({ status: 204 })
  async close(
    @Param('id') id: string,
    @IfMatch() if_match: string[] | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.tasks.close({ id, if_match }, actor);
  }

  @Post(':id/reopen')
  @Scope('data:read_write', 'commenter')
  @Undoable()
  @HttpCode(204)
  @Conditional()
  @ApiOperation({ summary: 'Reopen a task and the tasks that it is part of' })
  @ApiResponse({ status: 204 })
  async reopen(
    @Param('id') id: string,
    @IfMatch() if_match: string[] | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.tasks.reopen({ id, if_match }, actor);
  }

  @Delete(':id')
  @Scope('data:delete', 'editor')
  @Undoable()
  @HttpCode(204)
  @Conditional()
  @ApiOperation({ summary: 'Delete a task with its subtasks' })
  @ApiResponse({ status: 204 })
  async delete(
    @Param('id') id: string,
    @IfMatch() if_match: string[] | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.tasks.delete({ id, if_match }, actor);
  }
}
