import { Body, Controller, HttpCode, Post, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import { undoContract, Undone, UndoToken } from '#contracts/undo.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';
import { within } from '../http/within.js';

/** Milliseconds that it may take to take many changes back. */
const patience = 20_000;

@ApiTags('Undo')
@Controller('undo')
@UsePipes(strict)
export class UndoController {
  constructor(@InjectClient(undoContract) private readonly changes: Client<typeof undoContract>) {}

  @Post()
  @Scope('data:read_write', 'holder')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Undo a change',
    description:
      'Takes back what was done to a task, the deletion of anything, the archiving of a project or section, or the addition ' +
      'or copy of a project, within 15 minutes and once. The token is the header `Errand-Undo` of the answer to that change: its `X-Request-Id`, where one was sent.',
  })
  @ApiResponse({ status: 200, type: Undone })
  undo(@Body() input: UndoToken, @CurrentActor() actor: Actor): Promise<Json<Undone>> {
    return within(patience, () => this.changes.apply.json(input, actor));
  }
}
