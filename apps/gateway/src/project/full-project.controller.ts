import { Controller, Get, Param } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import { FullProject, fullProjectContract } from '#contracts/full-project.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';

@ApiTags('Projects')
@Controller('projects')
export class FullProjectController {
  constructor(@InjectClient(fullProjectContract) private readonly projects: Client<typeof fullProjectContract>) {}

  @Get(':id/full')
  @Scope('data:read', 'viewer')
  @ApiOperation({ summary: 'Get a project with all that is active in it' })
  @ApiResponse({ status: 200, type: FullProject })
  get(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Json<FullProject>> {
    return this.projects.get.json({ id }, actor);
  }
}
