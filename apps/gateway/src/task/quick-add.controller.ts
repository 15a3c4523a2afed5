import { Body, Controller, HttpCode, Post, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import {
  PreviewQuickAdd,
  QuickAddedTask,
  quickAddContract,
  QuickAddPreview,
  QuickAddTask,
} from '#contracts/quick-add.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { lenient, strict } from '../http/validation.js';

@ApiTags('Tasks')
@Controller('tasks/quick')
export class QuickAddController {
  constructor(@InjectClient(quickAddContract) private readonly quickAdd: Client<typeof quickAddContract>) {}

  @Post()
  @Scope('task:add', 'editor')
  @HttpCode(200)
  @UsePipes(lenient)
  @ApiOperation({ summary: 'Add a task from one line of text' })
  @ApiResponse({ status: 200, type: QuickAddedTask })
  add(@Body() input: QuickAddTask, @CurrentActor() actor: Actor): Promise<Json<QuickAddedTask>> {
    return this.quickAdd.add.json(input, actor);
  }

  @Post('preview')
  @Scope('task:add', 'viewer')
  @HttpCode(200)
  @UsePipes(strict)
  @ApiOperation({ summary: 'Tell how a line of text would be understood, and where; changes nothing' })
  @ApiResponse({ status: 200, type: QuickAddPreview })
  preview(@Body() input: PreviewQuickAdd, @CurrentActor() actor: Actor): Promise<Json<QuickAddPreview>> {
    return this.quickAdd.preview.json(input, actor);
  }
}
