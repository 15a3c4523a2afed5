import { Body, Controller, Delete, Get, HttpCode, Param, Post, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { AddApp, App, AppChange, appContract, Apps, AppSecret, NewApp } from '#contracts/app.contract.js';
import type { Client, Json } from '#contracts/contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';

@ApiTags('Apps')
@Controller('oauth/apps')
@UsePipes(strict)
export class AppController {
  constructor(@InjectClient(appContract) private readonly apps: Client<typeof appContract>) {}

  @Post()
  @Scope('account', 'self')
  @ApiOperation({ summary: 'Register an app that people may let into their accounts; its secret is shown this once' })
  @ApiResponse({ status: 201, type: NewApp })
  add(@Body() input: AddApp, @CurrentActor() actor: Actor): Promise<Json<NewApp>> {
    return this.apps.add.json(input, actor);
  }

  @Get()
  @Scope('account', 'self')
  @ApiOperation({ summary: 'List the apps that one has registered' })
  @ApiResponse({ status: 200, type: Apps })
  list(@CurrentActor() actor: Actor): Promise<Json<Apps>> {
    return this.apps.list.json({}, actor);
  }

  @Post(':id')
  @Scope('account', 'holder')
  @HttpCode(200)
  @ApiOperation({ summary: 'Change what an app is called, or where it may be sent back to' })
  @ApiResponse({ status: 200, type: App })
  update(@Param('id') id: string, @Body() change: AppChange, @CurrentActor() actor: Actor): Promise<Json<App>> {
    return this.apps.update.json({ ...change, id }, actor);
  }

  @Post(':id/secret')
  @Scope('account', 'holder')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give an app another secret, which is shown this once; the one before stops working' })
  @ApiResponse({ status: 200, type: AppSecret })
  rotate(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Json<AppSecret>> {
    return this.apps.rotate.json({ id }, actor);
  }

  @Delete(':id')
  @Scope('account', 'holder')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete an app, and take back what people let it do' })
  @ApiResponse({ status: 204 })
  async delete(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.apps.delete({ id }, actor);
  }
}
