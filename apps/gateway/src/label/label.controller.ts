import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import { AddLabel, Label, LabelChange, labelContract, LabelPage } from '#contracts/label.contract.js';
import { NameQuery, PageQuery } from '#contracts/page.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { Conditional, IfMatch, Tagged } from '../http/etag.js';
import { lenient } from '../http/validation.js';

@ApiTags('Labels')
@Controller('labels')
@UsePipes(lenient)
export class LabelController {
  constructor(@InjectClient(labelContract) private readonly labels: Client<typeof labelContract>) {}

  @Get()
  @Scope('data:read', 'self')
  @ApiOperation({ summary: 'List personal labels' })
  @ApiResponse({ status: 200, type: LabelPage })
  list(@Query() query: PageQuery, @CurrentActor() actor: Actor): Promise<Json<LabelPage>> {
    return this.labels.list.json(query, actor);
  }

  @Get('search')
  @Scope('data:read', 'self')
  @ApiOperation({ summary: 'List personal labels of a certain name' })
  @ApiResponse({ status: 200, type: LabelPage })
  search(@Query() query: NameQuery, @CurrentActor() actor: Actor): Promise<Json<LabelPage>> {
    return this.labels.search.json(query, actor);
  }

  @Post()
  @Scope('data:read_write', 'self')
  @HttpCode(200)
  @Tagged()
  @ApiOperation({ summary: 'Add a label' })
  @ApiResponse({ status: 200, type: Label })
  add(@Body() input: AddLabel, @CurrentActor() actor: Actor): Promise<Json<Label>> {
    return this.labels.add.json(input, actor);
  }

  @Get(':id')
  @Scope('data:read', 'holder')
  @Tagged()
  @ApiOperation({ summary: 'Get a label' })
  @ApiResponse({ status: 200, type: Label })
  get(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Json<Label>> {
    return this.labels.get.json({ id }, actor);
  }

  @Post(':id')
  @Scope('data:read_write', 'holder')
  @HttpCode(200)
  @Tagged()
  @Conditional()
  @ApiOperation({ summary: 'Change a label; a new name follows on every task' })
  @ApiResponse({ status: 200, type: Label })
  update(
    @Param('id') id: string,
    @Body() change: LabelChange,
    @IfMatch() if_match: string[] | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<Json<Label>> {
    return this.labels.update.json({ ...change, id, if_match }, actor);
  }

  @Delete(':id')
  @Scope('data:delete', 'holder')
  @HttpCode(204)
  @Conditional()
  @ApiOperation({ summary: 'Delete a label and take it off every task' })
  @ApiResponse({ status: 204 })
  async delete(
    @Param('id') id: string,
    @IfMatch() if_match: string[] | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.labels.delete({ id, if_match }, actor);
  }
}
