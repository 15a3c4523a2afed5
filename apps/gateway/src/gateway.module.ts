import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { contracts } from '#contracts/registry.js';
import { MessagingClientModule } from '#messaging/client.module.js';
import { FailureFilter } from '#service/failure.filter.js';
import { HealthModule } from '#service/health.js';
import { VersionsOfAll } from './admin/versions.js';
import { AccessTokens } from './auth/access-tokens.js';
import { AuthGuard } from './auth/auth.guard.js';
import { Bearers } from './auth/bearers.js';
import { CookieSignIn } from './auth/cookie-sign-in.js';
import { SessionCookies } from './auth/session-cookie.js';
import { Revocations } from './auth/revocations.js';
import { StorageUpload } from './file/storage-upload.js';
import type { GatewaySettings } from './gateway.settings.js';
import { controllers } from './controllers.js';
import { GATEWAY_SETTINGS } from './http/settings.js';
import { Limits } from './limits/limits.js';
import { RateGuard } from './limits/rate.guard.js';
import { SharedLimits } from './limits/shared-limits.js';
import { PersonalArchive } from './privacy/personal-archive.js';
import { PersonCommands } from './sync/person-commands.js';
import { SyncBatch } from './sync/sync-batch.js';
import { BackupReader } from './transfer/backup-reader.js';
import { BackupWriter } from './transfer/backup-writer.js';
import { Carrier } from './transfer/carrier.js';
import { StoredFiles } from './file/stored-files.js';
import { Templates } from './transfer/templates.js';
import { VikunjaReader } from './transfer/vikunja-reader.js';

@Module({})
export class GatewayModule {
  static forRoot(settings: GatewaySettings): DynamicModule {
    return {
      module: GatewayModule,
      imports: [
        HealthModule,
        MessagingClientModule.forRoot({
          service: 'gateway',
          brokerUrl: settings.brokerUrl,
          deadline: settings.deadline,
          actorKey: settings.actorKey,
          contracts,
        }),
      ],
      controllers,
      providers: [
        AccessTokens,
        Bearers,
        CookieSignIn,
        { provide: SessionCookies, useValue: new SessionCookies(settings.publicUrl) },
        Revocations,
        StorageUpload,
        PersonCommands,
        SyncBatch,
        StoredFiles,
        VersionsOfAll,
        PersonalArchive,
        Carrier,
        BackupWriter,
        BackupReader,
        Templates,
        VikunjaReader,
        { provide: GATEWAY_SETTINGS, useValue: settings },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: Limits, useValue: new Limits(settings.rates) },
        { provide: APP_GUARD, useClass: RateGuard },
        SharedLimits,
        { provide: APP_FILTER, useClass: FailureFilter },
      ],
    };
  }
}
