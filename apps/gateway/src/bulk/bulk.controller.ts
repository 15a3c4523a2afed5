import { Body, Controller, HttpCode, Post, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { BulkChanges, bulkContract, BulkOutcome } from '#contracts/bulk.contract.js';
import type { TokenScope } from '#contracts/token.contract.js';
import type { Client, Json } from '#contracts/contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { CurrentScopes, refuseBeyond, Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { within } from '../http/within.js';
import { strict } from '../http/validation.js';
import { Cost } from '../limits/cost.js';
import { Undoable } from '../undo/undoable.js';

/** Milliseconds that many changes may take. */
const patience = 20_000;

@ApiTags('Tasks')
@Controller('tasks/bulk')
@UsePipes(strict)
export class BulkController {
  constructor(@InjectClient(bulkContract) private readonly bulk: Client<typeof bulkContract>) {}

  @Post()
  @Cost(10)
  @Scope('by command', 'commenter')
  @Undoable()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Change many tasks: all or none',
    description:
      'Up to 100 changes, one after another in one transaction. Where some are refused nothing is changed: the code is that of ' +
      'the first, and `errors` names each by its index (`changes.3.content`). One `Errand-Undo` takes all of them back.',
  })
  @ApiResponse({ status: 200, type: BulkOutcome })
  apply(
    @Body() input: BulkChanges,
    @CurrentActor() actor: Actor,
    @CurrentScopes() scopes: TokenScope[] | undefined,
  ): Promise<Json<BulkOutcome>> {
    for (const { action } of input.changes) {
      refuseBeyond(scopes, action === 'delete' ? 'data:delete' : 'data:read_write');
    }
    return within(patience, () => this.bulk.apply.json(input, actor));
  }
}
