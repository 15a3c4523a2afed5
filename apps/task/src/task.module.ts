import { type DynamicModule, Module } from '@nestjs/common';
import { DatabaseModule } from '#database/database.module.js';
import { MessagingServiceModule } from '#messaging/service.module.js';
import { HealthModule } from '#service/health.js';
import { entities } from './entities.js';
import { handlers } from './handlers.js';
import { migrations } from './migrations/all.js';
import { providers } from './providers.js';
import { sharingProviders } from './sharing/sharing.providers.js';
import { syncProviders } from './sync/sync.providers.js';
import type { TaskSettings } from './task.service.js';
import { transferProviders } from './transfer/transfer.providers.js';
import { TRASH_DAYS } from './trash/trash.settings.js';

@Module({})
export class TaskModule {
  static forRoot(settings: TaskSettings): DynamicModule {
    return {
      module: TaskModule,
      imports: [
        HealthModule,
        DatabaseModule.forRoot({ url: settings.databaseUrl, entities, migrations }),
        MessagingServiceModule.forRoot({ service: 'task', ...settings }),
      ],
      controllers: handlers,
      providers: [
        { provide: TRASH_DAYS, useValue: settings.trashDays },
        ...providers,
        ...sharingProviders,
        ...syncProviders,
        ...transferProviders,
      ],
    };
  }
}
