import { Controller, Delete, HttpCode, Param, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import { relationContract } from '#contracts/relation.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';
import { Undoable } from '../undo/undoable.js';

@ApiTags('Relations')
@Controller('relations')
@UsePipes(strict)
export class RelationController {
  constructor(@InjectClient(relationContract) private readonly relations: Client<typeof relationContract>) {}

  @Delete(':id')
  @Scope('data:delete', 'editor')
  @Undoable()
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a relation between two tasks' })
  @ApiResponse({ status: 204 })
  async delete(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.relations.delete({ id }, actor);
  }
}
