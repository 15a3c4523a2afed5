import { type DynamicModule, Module } from '@nestjs/common';
import { DatabaseModule } from '#database/database.module.js';
import { CreateIdempotency1764000050000 } from '#messaging/create-idempotency.migration.js';
import { CreateMessaging1764000000000 } from '#messaging/create-messaging.migration.js';
import { MessagingServiceModule } from '#messaging/service.module.js';
import { HealthModule } from '#service/health.js';
import { Account } from './account/account.entity.js';
import { AccountHandler } from './account/account.handler.js';
import { AccountRepository } from './account/account.repository.js';
import { RestorationListener } from './account/restoration.listener.js';
import { DELETION_TIMEOUT } from './deletion/deletion.js';
import { DeletionListener } from './deletion/deletion.listener.js';
import { DeletionRepository } from './deletion/deletion.repository.js';
import { DeletionSweeper } from './deletion/deletion.sweeper.js';
import { DeletionWatch } from './deletion/deletion-watch.js';
import { CreateDeletion1764000120000 } from './migrations/1764000120000-create-deletion.js';
import { CreateUser1764000100000 } from './migrations/1764000100000-create-user.js';
import { AddSettings1764000130000 } from './migrations/1764000130000-add-settings.js';
import { WidenNames1764000110000 } from './migrations/1764000110000-widen-names.js';
import { AccessTokenSigner } from './session/access-token.signer.js';
import { SessionHandler } from './session/session.handler.js';
import { SessionRepository } from './session/session.repository.js';
import { PersonalTokenEntity } from './token/token.entity.js';
import { TokenHandler } from './token/token.handler.js';
import { TokenRepository } from './token/token.repository.js';
import type { UserSettings } from './user.service.js';

@Module({})
export class UserModule {
  static forRoot(settings: UserSettings): DynamicModule {
    return {
      module: UserModule,
      imports: [
        HealthModule,
        DatabaseModule.forRoot({
          url: settings.databaseUrl,
          entities: [Account, PersonalTokenEntity],
          migrations: [
            CreateMessaging1764000000000,
            CreateIdempotency1764000050000,
            CreateUser1764000100000,
            WidenNames1764000110000,
            CreateDeletion1764000120000,
            AddSettings1764000130000,
          ],
        }),
        MessagingServiceModule.forRoot({ service: 'user', ...settings }),
      ],
      controllers: [AccountHandler, SessionHandler, TokenHandler, DeletionListener, RestorationListener],
      providers: [
        AccountRepository,
        SessionRepository,
        AccessTokenSigner,
        TokenRepository,
        { provide: DELETION_TIMEOUT, useValue: settings.deletionTimeout },
        DeletionRepository,
        DeletionSweeper,
        DeletionWatch,
      ],
    };
  }
}
