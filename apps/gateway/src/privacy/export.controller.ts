import { Body, Controller, HttpCode, Post, StreamableFile, UsePipes } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import { PasswordOnly } from '#contracts/second-factor.contract.js';
import { securityContract } from '#contracts/security.contract.js';
import { InjectClient } from '#messaging/client.js';
import { CurrentActor } from '../auth/actor.js';
import { Scope } from '../auth/scope.js';
import { ApiOperation, ApiResponse, ApiTags } from '../http/described.js';
import { strict } from '../http/validation.js';
import { PersonalArchive } from './personal-archive.js';

@ApiTags('User')
@Controller('user/export')
@UsePipes(strict)
export class ExportController {
  constructor(
    @InjectClient(securityContract) private readonly security: Client<typeof securityContract>,
    private readonly archive: PersonalArchive,
  ) {}

  @Post()
  @Scope('account', 'self')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Download everything that is known of oneself, in all services',
    description:
      'Account, settings, sessions, tokens without their secrets, the security log, a backup of all tasks, and the files. ' +
      'An archive that broke off has no table of contents, so that no program takes it for whole.',
  })
  @ApiResponse({ status: 200, description: 'application/zip' })
  async download(@Body() input: PasswordOnly, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    await this.security.confirmExport(input, actor);
    const archive = await this.archive.begin(actor);
    const name = `errand-${new Date().toISOString().slice(0, 10)}.zip`;
    return new StreamableFile(archive, {
      type: 'application/zip',
      disposition: `attachment; filename="${name}"`,
    });
  }
}
