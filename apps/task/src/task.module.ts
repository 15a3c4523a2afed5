import { type DynamicModule, Module } from '@nestjs/common';
import { DatabaseModule } from '#database/database.module.js';
import { CreateIdempotency1764000050000 } from '#messaging/create-idempotency.migration.js';
import { CreateMessaging1764000000000 } from '#messaging/create-messaging.migration.js';
import { MessagingServiceModule } from '#messaging/service.module.js';
import { HealthModule } from '#service/health.js';
import { AccountListener } from './account/account.listener.js';
import { Member } from './account/member.entity.js';
import { MemberRepository } from './account/member.repository.js';
import { ActivePlaces } from './archive/active-places.js';
import { ArchiveHandler } from './archive/archive.handler.js';
import { ProjectArchive } from './archive/project-archive.js';
import { SectionArchive } from './archive/section-archive.js';
import { AttachedFiles } from './comment/attached-files.js';
import { CommentEntity } from './comment/comment.entity.js';
import { CommentHandler } from './comment/comment.handler.js';
import { CommentRepository } from './comment/comment.repository.js';
import { LabelEntity } from './label/label.entity.js';
import { LabelHandler } from './label/label.handler.js';
import { SharedLabelHandler } from './label/shared-label.handler.js';
import { LabelRepository } from './label/label.repository.js';
import { CreateTask1764000200000 } from './migrations/1764000200000-create-task.js';
import { CreateOccurrence1764000210000 } from './migrations/1764000210000-create-occurrence.js';
import { AddArchive1764000250000 } from './migrations/1764000250000-add-archive.js';
import { CreateCompletion1764000251000 } from './migrations/1764000251000-create-completion.js';
import { AddNotified1764000252000 } from './migrations/1764000252000-add-notified.js';
import { OccurrenceEntity } from './occurrence/occurrence.entity.js';
import { OccurrenceHandler } from './occurrence/occurrence.handler.js';
import { OccurrenceRepository } from './occurrence/occurrence.repository.js';
import { CompletedTasks } from './completion/completed-tasks.js';
import { CompletionHandler } from './completion/completion.handler.js';
import { CompletionRepository } from './completion/completion.repository.js';
import { ProductivityReader } from './completion/productivity.js';
import { InboxProject } from './project/inbox-project.js';
import { FullProjectHandler } from './project/full-project.handler.js';
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
            AddArchive1764000250000,
            CreateCompletion1764000251000,
            AddNotified1764000252000,
          ],
        }),
        MessagingServiceModule.forRoot({ service: 'task', ...settings }),
      ],
      controllers: [
        AccountListener,
        ProjectHandler,
        SectionHandler,
        TaskHandler,
        LabelHandler,
        CommentHandler,
        OccurrenceHandler,
        ArchiveHandler,
        FullProjectHandler,
        SharedLabelHandler,
        CompletionHandler,
      ],
      providers: [
        MemberRepository,
        InboxProject,
        ProjectAccess,
        ProjectRepository,
        SectionRepository,
        Places,
        TaskAccess,
        TaskLabels,
        TaskReader,
        TaskRepository,
        OccurrenceRepository,
        LabelRepository,
        AttachedFiles,
        CommentRepository,
        ActivePlaces,
        ProjectArchive,
        SectionArchive,
        CompletionRepository,
        CompletedTasks,
        ProductivityReader,
      ],
    };
  }
}
