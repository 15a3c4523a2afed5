import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { AccountQuery, adminContract, AuditPage, AuditQuery, Installation } from '#contracts/admin.contract.js';
import { AdminAccount, InstallationChange } from '#contracts/admin.contract.js';
import type { Client, Json } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import { PasswordOnly } from '#contracts/second-factor.contract.js';
import { type AccountUsage, StorageUsage, usageContract } from '#contracts/usage.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';
import { AccountState, ListedAccountPage, Versions } from './admin.schema.js';
import { VersionsOfAll } from './versions.js';

/** What administrators may do; the user service refuses everybody else (`admin.required`). */
@ApiTags('Administration')
@Controller('admin')
@UsePipes(strict)
export class AdminController {
  constructor(
    @InjectClient(adminContract) private readonly admin: Client<typeof adminContract>,
    @InjectClient(usageContract) private readonly usage: Client<typeof usageContract>,
    private readonly versionsOfAll: VersionsOfAll,
  ) {}

  @Get('accounts')
  @Scope('account', 'admin')
  @ApiOperation({ summary: 'List accounts, the oldest first, with what their files take up' })
  @ApiResponse({ status: 200, type: ListedAccountPage })
  async accounts(@Query() query: AccountQuery, @CurrentActor() actor: Actor): Promise<ListedAccountPage> {
    const { results, next_cursor } = await this.admin.listAccounts(query, actor);
    const usages = await this.usagesOf(
      results.map(({ id }) => id),
      actor,
    );
    const storage = (id: string): AccountUsage | null =>
      usages && (usages.get(id) ?? { account_id: id, files: 0, bytes: 0 });
    return { results: results.map((account) => ({ ...account, storage: storage(account.id) })), next_cursor };
  }

  @Get('accounts/:id')
  @Scope('account', 'admin')
  @ApiOperation({ summary: 'Look at an account' })
  @ApiResponse({ status: 200, type: AdminAccount })
  account(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Json<AdminAccount>> {
    return this.admin.getAccount.json({ id }, actor);
  }

  @Post('accounts/:id')
  @Scope('account', 'admin')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Disable an account, or let its holder in again',
    description: 'A disabled account is signed out everywhere, its tokens stop working, and it is sent no mails.',
  })
  @ApiResponse({ status: 200, type: AdminAccount })
  change(
    @Param('id') id: string,
    @Body() { state }: AccountState,
    @CurrentActor() actor: Actor,
  ): Promise<Json<AdminAccount>> {
    return state === 'disabled' ? this.admin.disable.json({ id }, actor) : this.admin.enable.json({ id }, actor);
  }

  @Delete('accounts/:id')
  @Scope('account', 'admin')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete an account and everything that it owns; takes the administrator’s own password' })
  @ApiResponse({ status: 204 })
  async delete(@Param('id') id: string, @Body() input: PasswordOnly, @CurrentActor() actor: Actor): Promise<void> {
    await this.admin.delete({ id, ...input }, actor);
  }

  @Get('installation')
  @Scope('account', 'admin')
  @ApiOperation({ summary: 'Tell how many accounts there are, and whether anybody may open one' })
  @ApiResponse({ status: 200, type: Installation })
  installation(@CurrentActor() actor: Actor): Promise<Json<Installation>> {
    return this.admin.installation.json({}, actor);
  }

  @Post('installation')
  @Scope('account', 'admin')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let anybody open an account, or nobody' })
  @ApiResponse({ status: 200, type: Installation })
  configure(@Body() change: InstallationChange, @CurrentActor() actor: Actor): Promise<Json<Installation>> {
    return this.admin.change.json(change, actor);
  }

  @Get('audit')
  @Scope('account', 'admin')
  @ApiOperation({ summary: 'List what happened to the security of all accounts, the newest first' })
  @ApiResponse({ status: 200, type: AuditPage })
  audit(@Query() query: AuditQuery, @CurrentActor() actor: Actor): Promise<Json<AuditPage>> {
    return this.admin.audit.json(query, actor);
  }

  @Get('storage')
  @Scope('account', 'admin')
  @ApiOperation({ summary: 'Tell what all files together take up' })
  @ApiResponse({ status: 200, type: StorageUsage })
  async storage(@CurrentActor() actor: Actor): Promise<Json<StorageUsage>> {
    await this.admin.check({}, actor);
    return this.usage.total.json({}, actor);
  }

  @Get('versions')
  @Scope('account', 'admin')
  @ApiOperation({ summary: 'Tell the versions of every process, of the broker and of the databases' })
  @ApiHeader({
    name: 'errand-frontend',
    required: false,
    description: 'Versions of the web client’s server, which it adds',
  })
  @ApiResponse({ status: 200, type: Versions })
  async versions(@CurrentActor() actor: Actor, @Headers('errand-frontend') frontend?: string): Promise<Versions> {
    await this.admin.check({}, actor);
    return this.versionsOfAll.get(frontend);
  }

  /** Accounts can be looked after while the storage service is away. */
  private async usagesOf(ids: string[], actor: Actor): Promise<Map<string, AccountUsage> | null> {
    try {
      const { results } = await this.usage.ofAccounts({ account_ids: ids }, actor);
      return new Map(results.map((usage) => [usage.account_id, usage]));
    } catch (error) {
      if (error instanceof Failure && error.kind === 'unavailable') return null;
      throw error;
    }
  }
}
