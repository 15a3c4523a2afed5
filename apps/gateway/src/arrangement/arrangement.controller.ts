import { Body, Controller, HttpCode, Param, Post, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { arrangementContract, ProjectPlace, SectionPlace } from '#contracts/arrangement.contract.js';
import type { Client, Json } from '#contracts/contract.js';
import { Project } from '#contracts/project.contract.js';
import { Section } from '#contracts/section.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';

@Controller()
@UsePipes(strict)
export class ArrangementController {
  constructor(@InjectClient(arrangementContract) private readonly arrangement: Client<typeof arrangementContract>) {}

  @Post('projects/:id/move')
  @HttpCode(200)
  @ApiTags('Projects')
  @ApiOperation({ summary: 'Put a project, with those under it, under another one or elsewhere among its siblings' })
  @ApiResponse({ status: 200, type: Project })
  moveProject(
    @Param('id') id: string,
    @Body() place: ProjectPlace,
    @CurrentActor() actor: Actor,
  ): Promise<Json<Project>> {
    return this.arrangement.moveProject.json({ ...place, id }, actor);
  }

  @Post('sections/:id/move')
  @HttpCode(200)
  @ApiTags('Sections')
  @ApiOperation({ summary: 'Put a section elsewhere among the sections of its project' })
  @ApiResponse({ status: 200, type: Section })
  moveSection(
    @Param('id') id: string,
    @Body() place: SectionPlace,
    @CurrentActor() actor: Actor,
  ): Promise<Json<Section>> {
    return this.arrangement.moveSection.json({ ...place, id }, actor);
  }
}
