import { Controller, HttpCode, Inject, Post, Query, Req, UsePipes } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { accountContract } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import { type Applied, ImportReport, type NotCarried, type Thing } from '#contracts/transfer.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { discardRest, openForm } from '../file/upload-form.js';
import type { GatewaySettings } from '../gateway.settings.js';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { GATEWAY_SETTINGS } from '../http/settings.js';
import { strict } from '../http/validation.js';
import { Cost } from '../limits/cost.js';
import { Carrier, reportOf } from './carrier.js';
import { fileForm, ImportQuery } from './import.schema.js';
import { SpooledZip } from './spooled-zip.js';
import { type TodoistContext, thingsOfArchive, thingsOfFile } from './todoist-reader.js';
import { VikunjaReader } from './vikunja-reader.js';

/** Entries of a report that are told one by one. */
const mostTold = 500;

/** What comes from other systems: projects are added, and what is there stays as it is. */
@ApiTags('Imports')
@Controller('imports')
@UsePipes(strict)
export class ImportController {
  constructor(
    @InjectClient(accountContract) private readonly accounts: Client<typeof accountContract>,
    private readonly carrier: Carrier,
    private readonly vikunja: VikunjaReader,
    @Inject(GATEWAY_SETTINGS) private readonly settings: Pick<GatewaySettings, 'uploadMaxBytes'>,
  ) {}

  @Post('todoist')
  @Cost(100)
  @Scope('data:read_write', 'self')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Import a CSV file of Todoist, or the ZIP archive of a backup; `dry_run` tells what would happen',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody(fileForm)
  @ApiResponse({ status: 200, type: ImportReport })
  importTodoist(
    @Query() { dry_run: dryRun = false }: ImportQuery,
    @Req() request: FastifyRequest,
    @CurrentActor() actor: Actor,
  ): Promise<ImportReport> {
    return this.import(request, actor, dryRun, (bytes, name, context, carry) =>
      /\.zip$/i.test(name)
        ? SpooledZip.with(bytes, (zip) => carry(thingsOfArchive(zip, context)))
        : carry(thingsOfFile(bytes, name, context)),
    );
  }

  @Post('vikunja')
  @Cost(100)
  @Scope('data:read_write', 'self')
  @HttpCode(200)
  @ApiOperation({ summary: 'Import the ZIP archive of Vikunja’s export; `dry_run` tells what would happen' })
  @ApiConsumes('multipart/form-data')
  @ApiBody(fileForm)
  @ApiResponse({ status: 200, type: ImportReport })
  importVikunja(
    @Query() { dry_run: isDryRun = false }: ImportQuery,
    @Req() request: FastifyRequest,
    @CurrentActor() actor: Actor,
  ): Promise<ImportReport> {
    return this.import(request, actor, isDryRun, (bytes, _, context, carry) =>
      SpooledZip.with(bytes, (zip) => carry(this.vikunja.read(zip, { ...context, actor, isDryRun }))),
    );
  }

  private async import(
    request: FastifyRequest,
    actor: Actor,
    dryRun: boolean,
    read: (
      bytes: AsyncIterable<Uint8Array>,
      name: string,
      context: TodoistContext,
      carry: (things: AsyncIterable<Thing>) => Promise<Applied>,
    ) => Promise<Applied>,
  ): Promise<ImportReport> {
    try {
      const { bytes, name } = await openForm(request, this.settings.uploadMaxBytes);
      const { tz_info } = await this.accounts.get({}, actor);
      const lost: NotCarried[] = [];
      let count = 0;
      const lose = (each: NotCarried): void => {
        count++;
        if (lost.length < mostTold) lost.push({ ...each, what: each.what.slice(0, 600) });
      };
      const context = { timezone: tz_info.timezone, personId: actor.user_id, lose };
      const carry = (things: AsyncIterable<Thing>): Promise<Applied> => this.carrier.carry(things, actor, { dryRun });
      const report = reportOf(await read(bytes, name, context, carry));
      const not_carried = [...lost, ...report.not_carried].slice(0, mostTold);
      return { ...report, not_carried, not_carried_count: count + report.not_carried_count };
    } finally {
      discardRest(request);
    }
  }
}
