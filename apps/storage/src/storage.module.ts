import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { DatabaseModule } from '#database/database.module.js';
import { CreateIdempotency1764000050000 } from '#messaging/create-idempotency.migration.js';
import { CreateMessaging1764000000000 } from '#messaging/create-messaging.migration.js';
import { MessagingServiceModule } from '#messaging/service.module.js';
import { HealthModule } from '#service/health.js';
import { AboutHandler } from './about.handler.js';
import { AccountListener } from './account/account.listener.js';
import { DeletedAccounts } from './account/deleted-accounts.js';
import { BlobRepository } from './blob/blob.repository.js';
import { BlobStore } from './blob/blob.store.js';
import { storeOf } from './blob/store-of.js';
import { FileEntity } from './file/file.entity.js';
import { FileEvents } from './file/file.events.js';
import { FileHandler } from './file/file.handler.js';
import { FileRepository } from './file/file.repository.js';
import { CreateFile1764000300000 } from './migrations/1764000300000-create-file.js';
import { MarkCarriedFiles1764000320000 } from './migrations/1764000320000-mark-carried-files.js';
import { VersionReferences1764000330000 } from './migrations/1764000330000-version-references.js';
import { CreateDeletedAccount1764000310000 } from './migrations/1764000310000-create-deleted-account.js';
import { STORAGE_SETTINGS, type StorageSettings } from './storage.settings.js';
import { Sweeper } from './sweeper.js';
import { TransferController } from './transfer/transfer.controller.js';
import { TransferFilter } from './transfer/transfer.filter.js';
import { UsageHandler } from './usage/usage.handler.js';
import { UrlSigner } from './transfer/url-signer.js';

@Module({})
export class StorageModule {
  static forRoot(settings: StorageSettings): DynamicModule {
    return {
      module: StorageModule,
      imports: [
        HealthModule,
        DatabaseModule.forRoot({
          ...settings,
          url: settings.databaseUrl,
          entities: [FileEntity],
          migrations: [
            CreateMessaging1764000000000,
            CreateIdempotency1764000050000,
            CreateFile1764000300000,
            CreateDeletedAccount1764000310000,
            MarkCarriedFiles1764000320000,
            VersionReferences1764000330000,
          ],
        }),
        MessagingServiceModule.forRoot({ service: 'storage', ...settings }),
      ],
      controllers: [FileHandler, UsageHandler, AboutHandler, FileEvents, AccountListener, TransferController],
      providers: [
        BlobRepository,
        { provide: BlobStore, useFactory: () => storeOf(settings) },
        DeletedAccounts,
        FileRepository,
        Sweeper,
        UrlSigner,
        { provide: STORAGE_SETTINGS, useValue: settings },
        { provide: APP_FILTER, useClass: TransferFilter },
      ],
    };
  }
}
