import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client, Json } from '#contracts/contract.js';
import {
  AddFilter,
  FilterChange,
  filterContract,
  FilterPreview,
  FilterQuery,
  SavedFilter,
  SavedFilterPage,
} from '#contracts/filter.contract.js';
import { PageQuery } from '#contracts/page.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';
import { Cost } from '../limits/cost.js';

@ApiTags('Filters')
@Controller('filters')
@UsePipes(strict)
export class FilterController {
  constructor(@InjectClient(filterContract) private readonly filters: Client<typeof filterContract>) {}

  @Get()
  @Scope('data:read', 'self')
  @ApiOperation({ summary: 'List saved filters' })
  @ApiResponse({ status: 200, type: SavedFilterPage })
  list(@Query() query: PageQuery, @CurrentActor() actor: Actor): Promise<Json<SavedFilterPage>> {
    return this.filters.list.json(query, actor);
  }

  @Post()
  @Scope('data:read_write', 'self')
  @HttpCode(200)
  @ApiOperation({ summary: 'Save a filter' })
  @ApiResponse({ status: 200, type: SavedFilter })
  add(@Body() input: AddFilter, @CurrentActor() actor: Actor): Promise<Json<SavedFilter>> {
    return this.filters.add.json(input, actor);
  }

  @Get('preview')
  @Cost(3)
  @Scope('data:read', 'self')
  @ApiOperation({ summary: 'Check a query: its panes and how many tasks each has, or where it goes wrong' })
  @ApiResponse({ status: 200, type: FilterPreview })
  preview(@Query() query: FilterQuery, @CurrentActor() actor: Actor): Promise<Json<FilterPreview>> {
    return this.filters.preview.json(query, actor);
  }

  @Get(':id')
  @Scope('data:read', 'holder')
  @ApiOperation({ summary: 'Get a saved filter' })
  @ApiResponse({ status: 200, type: SavedFilter })
  get(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Json<SavedFilter>> {
    return this.filters.get.json({ id }, actor);
  }

  @Post(':id')
  @Scope('data:read_write', 'holder')
  @HttpCode(200)
  @ApiOperation({ summary: 'Change a saved filter; what is not sent stays as it is' })
  @ApiResponse({ status: 200, type: SavedFilter })
  update(
    @Param('id') id: string,
    @Body() change: FilterChange,
    @CurrentActor() actor: Actor,
  ): Promise<Json<SavedFilter>> {
    return this.filters.update.json({ ...change, id }, actor);
  }

  @Delete(':id')
  @Scope('data:delete', 'holder')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a saved filter' })
  @ApiResponse({ status: 204 })
  async delete(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.filters.delete({ id }, actor);
  }
}
