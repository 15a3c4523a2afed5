import { Controller, Get, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import { reminderContract, ReminderPage, ReminderQuery } from '#contracts/reminder.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { lenient } from '../http/validation.js';

@ApiTags('Reminders')
@Controller('location_reminders')
@UsePipes(lenient)
export class LocationReminderController {
  constructor(@InjectClient(reminderContract) private readonly reminders: Client<typeof reminderContract>) {}

  /** For clients that list both kinds. A task that the caller may not see is not found here either. */
  @Get()
  @Scope('data:read', 'viewer')
  @ApiOperation({
    summary: 'List reminders of places: there are none, since where a person is, is not told to the server',
  })
  @ApiResponse({ status: 200, type: ReminderPage })
  async list(@Query() { task_id }: ReminderQuery, @CurrentActor() actor: Actor): Promise<ReminderPage> {
    await this.reminders.list({ task_id, limit: 1 }, actor);
    return { results: [], next_cursor: null };
  }
}
