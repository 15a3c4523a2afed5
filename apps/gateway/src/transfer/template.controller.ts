import type { ApiBodyOptions } from '@nestjs/swagger';
import { Controller, Get, HttpCode, Post, Query, Req, StreamableFile, UsePipes } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Actor } from '#contracts/actor.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { discardRest } from '../file/upload-form.js';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { lenient } from '../http/validation.js';
import { Cost } from '../limits/cost.js';
import { ImportQuery } from './import.schema.js';
import { fieldOf, readSmallForm, type SmallForm } from './small-form.js';
import { StoredFiles } from '../file/stored-files.js';
import { TemplateQuery, TemplateUrl, TemplateUsed } from './template.schema.js';
import { Templates } from './templates.js';

const form = (field: string): ApiBodyOptions => ({
  schema: {
    type: 'object',
    required: ['file', field],
    properties: { file: { type: 'string', format: 'binary' }, [field]: { type: 'string' } },
  },
});

/** Projects as CSV files, in the format of Todoist's templates. */
@ApiTags('Templates')
@Controller('templates')
@UsePipes(lenient)
export class TemplateController {
  constructor(
    private readonly templates: Templates,
    private readonly files: StoredFiles,
  ) {}

  @Get('file')
  @Cost(10)
  @Scope('data:read', 'viewer')
  @ApiOperation({ summary: 'Export what is to be done in a project as a CSV template' })
  @ApiResponse({ status: 200, description: 'text/csv' })
  async exportFile(@Query() query: TemplateQuery, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    const { name, csv } = await this.templates.export(query, actor);
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
    return new StreamableFile(Buffer.from(csv), { type: 'text/csv; charset=utf-8', disposition });
  }

  @Get('url')
  @Cost(10)
  @Scope('data:read', 'viewer')
  @ApiOperation({ summary: 'The same, as a signed URL where anybody gets the file for some minutes' })
  @ApiResponse({ status: 200, type: TemplateUrl })
  async exportUrl(@Query() query: TemplateQuery, @CurrentActor() actor: Actor): Promise<TemplateUrl> {
    const { name, csv } = await this.templates.export(query, actor);
    const file = { file_name: name, file_type: 'text/csv' };
    const { id } = await this.files.put(file, Readable.from([Buffer.from(csv)]), actor, randomUUID());
    return { file_name: name, file_url: await this.files.urlOf(id, actor) };
  }

  @Post('create_project_from_file')
  @Cost(20)
  @Scope('data:read_write', 'self')
  @HttpCode(200)
  @ApiOperation({ summary: 'Make a project of a CSV template; `dry_run` tells what would happen' })
  @ApiConsumes('multipart/form-data')
  @ApiBody(form('name'))
  @ApiResponse({ status: 200, type: TemplateUsed })
  create(
    @Query() { dry_run = false }: ImportQuery,
    @Req() request: FastifyRequest,
    @CurrentActor() actor: Actor,
  ): Promise<TemplateUsed> {
    return withForm(request, (sent) => this.templates.create(fieldOf(sent, 'name', 120), sent.file, actor, dry_run));
  }

  @Post('import_into_project_from_file')
  @Cost(20)
  @Scope('data:read_write', 'editor')
  @HttpCode(200)
  @ApiOperation({ summary: 'Add what is in a CSV template to a project; `dry_run` tells what would happen' })
  @ApiConsumes('multipart/form-data')
  @ApiBody(form('project_id'))
  @ApiResponse({ status: 200, type: TemplateUsed })
  import(
    @Query() { dry_run = false }: ImportQuery,
    @Req() request: FastifyRequest,
    @CurrentActor() actor: Actor,
  ): Promise<TemplateUsed> {
    return withForm(request, (sent) =>
      this.templates.importInto(fieldOf(sent, 'project_id', 64), sent.file, actor, dry_run),
    );
  }
}

async function withForm<T>(request: FastifyRequest, work: (form: SmallForm) => Promise<T>): Promise<T> {
  try {
    return await work(await readSmallForm(request));
  } finally {
    discardRest(request);
  }
}
