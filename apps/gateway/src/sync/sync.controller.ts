import { Body, Controller, HttpCode, Post, StreamableFile, UsePipes } from '@nestjs/common';
import { Readable } from 'node:stream';
import { accountContract } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import { isWanted, SyncAnswer, syncContract, SyncRequest } from '#contracts/sync.contract.js';
import type { TokenScope } from '#contracts/token.contract.js';
import { InjectClient } from '#messaging/client.js';
import { currentTrace } from '#service/trace.js';
import { CurrentActor } from '../auth/actor.js';
import { CurrentScopes, refuseBeyond, Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { lenient } from '../http/validation.js';
import { within } from '../http/within.js';
import { Cost } from '../limits/cost.js';
import { SyncBatch } from './sync-batch.js';
import { syncError } from './sync-error.js';
import { syncText } from './sync-text.js';
import { splitToken, stateOf, syncUser, syncUserSettings } from './sync-user.js';
import { emptyLists } from './sync-types.js';

/** Milliseconds within which one part of a long answer comes, and those that a batch and its first part have. */
const patience = 10_000;
const longest = 30_000;

/** Reading everything anew costs most; of commands, ten cost as much as one request. */
const costOf = (body: unknown): number => {
  const { commands, resource_types, sync_token = '*' } = (body ?? {}) as Partial<Record<keyof SyncRequest, unknown>>;
  const reading = Array.isArray(resource_types) && resource_types.length > 0 && sync_token === '*' ? 20 : 1;
  return reading + (Array.isArray(commands) ? Math.floor(commands.length / 10) : 0);
};

@ApiTags('Sync')
@Controller('sync')
@UsePipes(lenient)
export class SyncController {
  constructor(
    @InjectClient(syncContract) private readonly syncs: Client<typeof syncContract>,
    @InjectClient(accountContract) private readonly accounts: Client<typeof accountContract>,
    private readonly batch: SyncBatch,
  ) {}

  @Post()
  @Cost(costOf)
  @Scope('by command', 'self')
  @HttpCode(200)
  @ApiOperation({ summary: 'Execute commands, and read all that changed since the last time' })
  @ApiResponse({ status: 200, type: SyncAnswer })
  sync(
    @Body() request: SyncRequest,
    @CurrentActor() actor: Actor,
    @CurrentScopes() scopes?: TokenScope[],
  ): Promise<StreamableFile> {
    if (request.resource_types?.length) refuseBeyond(scopes, 'data:read');
    return within(longest, () => this.answer(request, actor, scopes));
  }

  private async answer(request: SyncRequest, actor: Actor, scopes?: TokenScope[]): Promise<StreamableFile> {
    const { commands = [], resource_types = [], sync_token = '*' } = request;
    const { outcomes, temp_id_mapping } = await this.batch.apply(commands, actor, scopes);
    const done = Object.entries(outcomes).map(([uuid, refusal]) => [uuid, refusal ? syncError(refusal) : 'ok']);
    const status = { sync_status: Object.fromEntries(done) as SyncAnswer['sync_status'], temp_id_mapping };
    if (resource_types.length === 0) {
      const nothing = { resources: {}, rest: {}, sync_token, full_sync: false };
      return this.text({ ...status, sync_token, full_sync: false }, nothing, actor);
    }
    const [token, state] = splitToken(sync_token);
    const changes = await this.syncs.read({ sync_token: token, resource_types }, actor, { timeout: patience });
    const { full_sync } = changes;
    const head = { ...status, full_sync, ...(full_sync ? emptyLists(resource_types, changes.resources) : {}) };
    const told = ['user', 'user_settings'].filter((type) => isWanted(type, resource_types));
    if (told.length === 0) {
      return this.text({ ...head, sync_token: joined(changes.sync_token, full_sync ? '' : state) }, changes, actor);
    }
    const account = await this.accounts.get({}, actor);
    const person = { user: syncUser(account), user_settings: syncUserSettings(account) };
    const now = stateOf(person.user);
    const isNews = full_sync || now !== state;
    const news = isNews ? Object.fromEntries(Object.entries(person).filter(([type]) => told.includes(type))) : {};
    return this.text({ ...head, sync_token: joined(changes.sync_token, now), ...news }, changes, actor);
  }

  private text(head: object, changes: Parameters<typeof syncText>[1], actor: Actor): StreamableFile {
    const trace = currentTrace();
    const load = async (resource: string, ids: string): Promise<string> => {
      const { text } = await within(patience, () => this.syncs.load.json({ resource, ids }, actor), trace);
      return text.slice('{"results":'.length, -1);
    };
    return new StreamableFile(Readable.from(syncText(head, changes, load)), {
      type: 'application/json; charset=utf-8',
    });
  }
}

const joined = (token: string, state: string): string => (state ? `${token}.${state}` : token);
