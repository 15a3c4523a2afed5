import { Controller, Get, HttpCode, Inject, Post, Query, Req, StreamableFile, UsePipes } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { Actor } from '#contracts/actor.js';
import { ImportReport } from '#contracts/transfer.contract.js';
import { notFound } from '#contracts/failure.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { discardRest, openForm } from '../file/upload-form.js';
import type { GatewaySettings } from '../gateway.settings.js';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { GATEWAY_SETTINGS } from '../http/settings.js';
import { lenient, strict } from '../http/validation.js';
import { Cost } from '../limits/cost.js';
import { BackupReader } from './backup-reader.js';
import { BackupWriter } from './backup-writer.js';
import { Carrier, reportOf } from './carrier.js';
import { Backup, BackupQuery, fileForm, ImportQuery } from './import.schema.js';

const path = '/api/v1/backups/download?file=now';

/** Everything that somebody has, in one file; docs/backups.md describes it. */
@ApiTags('Backups')
@Controller('backups')
export class BackupController {
  constructor(
    private readonly writer: BackupWriter,
    private readonly reader: BackupReader,
    private readonly carrier: Carrier,
    @Inject(GATEWAY_SETTINGS) private readonly settings: Pick<GatewaySettings, 'publicUrl' | 'restoreMaxBytes'>,
  ) {}

  @Get()
  @Scope('data:read', 'self')
  @UsePipes(lenient)
  @ApiOperation({ summary: 'List the backups that can be downloaded: one, which is made as it is asked for' })
  @ApiResponse({ status: 200, type: Backup, isArray: true })
  list(): Backup[] {
    return [
      { version: `${new Date().toISOString().slice(0, 16).replace('T', ' ')}`, url: this.settings.publicUrl + path },
    ];
  }

  @Get('download')
  @Cost(50)
  @Scope('data:read', 'self')
  @UsePipes(lenient)
  @ApiOperation({ summary: 'Download everything that one has' })
  @ApiResponse({ status: 200, description: 'application/x-ndjson: a JSON object a line' })
  async download(@Query() { file }: BackupQuery, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    if (file !== this.settings.publicUrl + path && file !== 'now') throw notFound('backup');
    const lines = await this.writer.begin(actor);
    const name = `errand-${new Date().toISOString().slice(0, 10)}.ndjson`;
    return new StreamableFile(Readable.from(lines), {
      type: 'application/x-ndjson; charset=utf-8',
      disposition: `attachment; filename="${name}"`,
    });
  }

  @Post('restore')
  @Cost(100)
  @Scope('data:read_write', 'self')
  @HttpCode(200)
  @UsePipes(strict)
  @ApiOperation({
    summary: 'Add all that is in a backup to the account, or nothing; with `dry_run` tell what would happen',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody(fileForm)
  @ApiResponse({ status: 200, type: ImportReport })
  async restore(
    @Query() { dry_run: dryRun = false }: ImportQuery,
    @Req() request: FastifyRequest,
    @CurrentActor() actor: Actor,
  ): Promise<ImportReport> {
    try {
      const { bytes } = await openForm(request, this.settings.restoreMaxBytes);
      const { things, settings } = this.reader.open(bytes, actor, dryRun);
      return reportOf(await this.carrier.carry(things, actor, { dryRun, settings }));
    } finally {
      discardRest(request);
    }
  }
}
