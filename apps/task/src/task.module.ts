import { type DynamicModule, Module } from '@nestjs/common';
import { DatabaseModule } from '#database/database.module.js';
import { CreateIdempotency1764000050000 } from '#messaging/create-idempotency.migration.js';
import { CreateMessaging1764000000000 } from '#messaging/create-messaging.migration.js';
import { MessagingServiceModule } from '#messaging/service.module.js';
import { HealthModule } from '#service/health.js';
import { AccountListener } from './account/account.listener.js';
import { Member } from './account/member.entity.js';
import { MemberRepository } from './account/member.repository.js';
import { ArrangementHandler } from './arrangement/arrangement.handler.js';
import { ArrangementRepository } from './arrangement/arrangement.repository.js';
import { AttachedFiles } from './comment/attached-files.js';
import { CommentEntity } from './comment/comment.entity.js';
import { CommentHandler } from './comment/comment.handler.js';
import { CommentRepository } from './comment/comment.repository.js';
import { LabelEntity } from './label/label.entity.js';
import { LabelHandler } from './label/label.handler.js';
import { LabelRepository } from './label/label.repository.js';
import { CreateTask1764000200000 } from './migrations/1764000200000-create-task.js';
import { CreateOccurrence1764000210000 } from './migrations/1764000210000-create-occurrence.js';
import { OccurrenceEntity } from './occurrence/occurrence.entity.js';
import { OccurrenceHandler } from './occurrence/occurrence.handler.js';
import { OccurrenceRepository } from './occurrence/occurrence.repository.js';
import { InboxProject } from './project/inbox-project.js';
import { ProjectAccess } from './project/project-access.js';
import { ProjectEntity } from './project/project.entity.js';
import { ProjectHandler } from './project/project.handler.js';
import { ProjectRepository } from './project/project.repository.js';
import { SectionEntity } from './section/section.entity.js';
import { SectionHandler } from './section/section.handler.js';
import { SectionRepository } from './section/section.repository.js';
import { Places } from './task/places.js';
import { TaskAccess } from './task/task-access.js';
import { TaskLabels } from './task/task-labels.js';
import { TaskReader } from './task/task-reader.js';
import { TaskEntity } from './task/task.entity.js';
import { TaskHandler } from './task/task.handler.js';
import { TaskRepository } from './task/task.repository.js';
import type { TaskSettings } from './task.service.js';

@Module({})
export class TaskModule {
  static forRoot(settings: TaskSettings): DynamicModule {
    return {
      module: TaskModule,
      imports: [
        HealthModule,
        DatabaseModule.forRoot({
          url: settings.databaseUrl,
          entities: [Member, ProjectEntity, SectionEntity, TaskEntity, LabelEntity, CommentEntity, OccurrenceEntity],
          migrations: [
            CreateMessaging1764000000000,
            CreateIdempotency1764000050000,
            CreateTask1764000200000,
            CreateOccurrence1764000210000,
          ],
        }),
        MessagingServiceModule.forRoot({ service: 'task', ...settings }),
      ],
      controllers: [
        AccountListener,
        ProjectHandler,
        SectionHandler,
        ArrangementHandler,
        TaskHandler,
        LabelHandler,
        CommentHandler,
        OccurrenceHandler,
      ],
      providers: [
        MemberRepository,
        InboxProject,
        ProjectAccess,
        ProjectRepository,
        SectionRepository,
        ArrangementRepository,
        Places,
        TaskAccess,
        TaskLabels,
        TaskReader,
        TaskRepository,
        OccurrenceRepository,
        LabelRepository,
        AttachedFiles,
        CommentRepository,
      ],
    };
  }
}
