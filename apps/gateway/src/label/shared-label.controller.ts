import { Body, Controller, Get, HttpCode, Post, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import {
  RemoveSharedLabel,
  RenameSharedLabel,
  sharedLabelContract,
  SharedLabelPage,
  SharedLabelQuery,
} from '#contracts/shared-label.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { lenient } from '../http/validation.js';

@ApiTags('Labels')
@Controller('labels/shared')
@UsePipes(lenient)
export class SharedLabelController {
  constructor(@InjectClient(sharedLabelContract) private readonly labels: Client<typeof sharedLabelContract>) {}

  @Get()
  @Scope('data:read', 'self')
  @ApiOperation({ summary: 'List the names of labels on active tasks, whoever put them there' })
  @ApiResponse({ status: 200, type: SharedLabelPage })
  list(@Query() query: SharedLabelQuery, @CurrentActor() actor: Actor): Promise<Json<SharedLabelPage>> {
    return this.labels.list.json(query, actor);
  }

  @Post('rename')
  @Scope('data:read_write', 'self')
  @HttpCode(204)
  @ApiOperation({ summary: 'Call a label something else on every task' })
  @ApiResponse({ status: 204 })
  async rename(@Body() input: RenameSharedLabel, @CurrentActor() actor: Actor): Promise<void> {
    await this.labels.rename(input, actor);
  }

  @Post('remove')
  @Scope('data:read_write', 'self')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a label off every task' })
  @ApiResponse({ status: 204 })
  async remove(@Body() input: RemoveSharedLabel, @CurrentActor() actor: Actor): Promise<void> {
    await this.labels.remove(input, actor);
  }
}
