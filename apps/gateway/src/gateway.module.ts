import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { accountContract, sessionContract } from '#contracts/account.contract.js';
import { arrangementContract } from '#contracts/arrangement.contract.js';
import { commentContract } from '#contracts/comment.contract.js';
import { fileContract } from '#contracts/file.contract.js';
import { labelContract } from '#contracts/label.contract.js';
import { occurrenceContract } from '#contracts/occurrence.contract.js';
import { projectContract } from '#contracts/project.contract.js';
import { sectionContract } from '#contracts/section.contract.js';
import { taskContract } from '#contracts/task.contract.js';
import { tokenContract } from '#contracts/token.contract.js';
import { MessagingClientModule } from '#messaging/client.module.js';
import { FailureFilter } from '#service/failure.filter.js';
import { HealthModule } from '#service/health.js';
import { ArrangementController } from './arrangement/arrangement.controller.js';
import { AccessTokens } from './auth/access-tokens.js';
import { AuthController } from './auth/auth.controller.js';
import { AuthGuard } from './auth/auth.guard.js';
import { PersonalTokens } from './auth/personal-tokens.js';
import { RevocationListener } from './auth/revocation.listener.js';
import { Revocations } from './auth/revocations.js';
import { CommentController } from './comment/comment.controller.js';
import { FileController } from './file/file.controller.js';
import { StorageUpload } from './file/storage-upload.js';
import { UploadController } from './file/upload.controller.js';
import type { GatewaySettings } from './gateway.settings.js';
import { GATEWAY_SETTINGS } from './http/settings.js';
import { LabelController } from './label/label.controller.js';
import { ProjectController } from './project/project.controller.js';
import { SectionController } from './section/section.controller.js';
import { OccurrenceController } from './task/occurrence.controller.js';
import { TaskController } from './task/task.controller.js';
import { TokenController } from './token/token.controller.js';
import { UserController } from './user/user.controller.js';

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
          contracts: [
            accountContract,
            sessionContract,
            tokenContract,
            projectContract,
            sectionContract,
            arrangementContract,
            taskContract,
            occurrenceContract,
            labelContract,
            commentContract,
            fileContract,
          ],
        }),
      ],
      controllers: [
        RevocationListener,
        AuthController,
        UserController,
        TokenController,
        ProjectController,
        SectionController,
        ArrangementController,
        TaskController,
        OccurrenceController,
        LabelController,
        CommentController,
        UploadController,
        FileController,
      ],
      providers: [
        AccessTokens,
        PersonalTokens,
        Revocations,
        StorageUpload,
        { provide: GATEWAY_SETTINGS, useValue: settings },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_FILTER, useClass: FailureFilter },
      ],
    };
  }
}
