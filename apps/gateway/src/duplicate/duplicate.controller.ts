import { Body, Controller, HttpCode, Param, Post, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import { duplicateContract, ProjectCopyChoice } from '#contracts/duplicate.contract.js';
import { Project } from '#contracts/project.contract.js';
import { Task } from '#contracts/task.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { Tagged } from '../http/etag.js';
import { strict } from '../http/validation.js';
import { within } from '../http/within.js';
import { Cost } from '../limits/cost.js';
import { Undoable } from '../undo/undoable.js';

/** Milliseconds that many copies may take. */
const patience = 20_000;

@Controller()
@UsePipes(strict)
export class DuplicateController {
  constructor(@InjectClient(duplicateContract) private readonly duplicates: Client<typeof duplicateContract>) {}

  @Post('tasks/:id/duplicate')
  @Cost(10)
  @Scope('data:read_write', 'editor')
  @Undoable()
  @HttpCode(200)
  @Tagged()
  @ApiTags('Tasks')
  @ApiOperation({ summary: 'Copy a task with its subtasks, labels and your reminders, right after it' })
  @ApiResponse({ status: 200, type: Task })
  task(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Json<Task>> {
    return within(patience, () => this.duplicates.task.json({ id }, actor));
  }

  @Post('projects/:id/duplicate')
  @Cost(20)
  @Scope('data:read_write', 'viewer')
  @Undoable()
  @HttpCode(200)
  @Tagged()
  @ApiTags('Projects')
  @ApiOperation({ summary: 'Copy a project with its sections and what is to be done in it' })
  @ApiResponse({ status: 200, type: Project })
  project(
    @Param('id') id: string,
    @Body() choice: ProjectCopyChoice,
    @CurrentActor() actor: Actor,
  ): Promise<Json<Project>> {
    return within(patience, () => this.duplicates.project.json({ ...choice, id }, actor));
  }
}
