import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import {
  AddReminder,
  Reminder,
  ReminderChange,
  reminderContract,
  ReminderPage,
  ReminderQuery,
} from '#contracts/reminder.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { lenient } from '../http/validation.js';

@ApiTags('Reminders')
@Controller('reminders')
@UsePipes(lenient)
export class ReminderController {
  constructor(@InjectClient(reminderContract) private readonly reminders: Client<typeof reminderContract>) {}

  @Get()
  @Scope('data:read', 'viewer')
  @ApiOperation({ summary: 'List your reminders, or those on one task, oldest first' })
  @ApiResponse({ status: 200, type: ReminderPage })
  list(@Query() query: ReminderQuery, @CurrentActor() actor: Actor): Promise<Json<ReminderPage>> {
    return this.reminders.list.json(query, actor);
  }

  @Post()
  @Scope('data:read_write', 'viewer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Be reminded of a task: minutes before it is due, or at a time of its own' })
  @ApiResponse({ status: 200, type: Reminder })
  add(@Body() input: AddReminder, @CurrentActor() actor: Actor): Promise<Json<Reminder>> {
    return this.reminders.add.json(input, actor);
  }

  @Get(':id')
  @Scope('data:read', 'holder')
  @ApiOperation({ summary: 'Get a reminder' })
  @ApiResponse({ status: 200, type: Reminder })
  get(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Json<Reminder>> {
    return this.reminders.get.json({ id }, actor);
  }

  @Post(':id')
  @Scope('data:read_write', 'holder')
  @HttpCode(200)
  @ApiOperation({ summary: 'Change a reminder' })
  @ApiResponse({ status: 200, type: Reminder })
  update(
    @Param('id') id: string,
    @Body() change: ReminderChange,
    @CurrentActor() actor: Actor,
  ): Promise<Json<Reminder>> {
    return this.reminders.update.json({ ...change, id }, actor);
  }

  @Delete(':id')
  @Scope('data:delete', 'holder')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a reminder' })
  @ApiResponse({ status: 204 })
  async delete(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.reminders.delete({ id }, actor);
  }
}
