import { type DynamicModule, Module } from '@nestjs/common';
import { DatabaseModule } from '#database/database.module.js';
import { CreateIdempotency1764000050000 } from '#messaging/create-idempotency.migration.js';
import { CreateMessaging1764000000000 } from '#messaging/create-messaging.migration.js';
import { MessagingServiceModule } from '#messaging/service.module.js';
import { HealthModule } from '#service/health.js';
import { AccountListener } from './account/account.listener.js';
import { Member } from './account/member.entity.js';
import { MemberRepository } from './account/member.repository.js';
import { AttachedFiles } from './comment/attached-files.js';
import { CommentEntity } from './comment/comment.entity.js';
import { CommentHandler } from './comment/comment.handler.js';
import { CommentRepository } from './comment/comment.repository.js';
import { LabelEntity } from './label/label.entity.js';
import { LabelHandler } from './label/label.handler.js';
import { LabelRepository } from './label/label.repository.js';
import { CreateTask1764000200000 } from './migrations/1764000200000-create-task.js';
import { CreateOccurrence1764000210000 } from './migrations/1764000210000-create-occurrence.js';
import { CreateSharing1764000240000 } from './migrations/1764000240000-create-sharing.js';
import { OccurrenceEntity } from './occurrence/occurrence.entity.js';
import { OccurrenceHandler } from './occurrence/occurrence.handler.js';
import { OccurrenceRepository } from './occurrence/occurrence.repository.js';
import { InboxProject } from './project/inbox-project.js';
import { ProjectAccess } from './project/project-access.js';
import { ProjectViews } from './project/project-views.js';
import { ProjectEntity } from './project/project.entity.js';
import { ProjectHandler } from './project/project.handler.js';
import { ProjectRepository } from './project/project.repository.js';
import { SectionEntity } from './section/section.entity.js';
import { SectionHandler } from './section/section.handler.js';
import { SectionRepository } from './section/section.repository.js';
import { CollaboratorHandler } from './sharing/collaborator.handler.js';
import { CollaboratorRepository } from './sharing/collaborator.repository.js';
import { Departure } from './sharing/departure.js';
import { InvitationEntity } from './sharing/invitation.entity.js';
import { InvitationHandler } from './sharing/invitation.handler.js';
import { InvitationRepository } from './sharing/invitation.repository.js';
import { Memberships } from './sharing/memberships.js';
import { ReceivedInvitations } from './sharing/received-invitations.js';
import { SharedThings } from './sharing/shared-things.js';
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
          entities: [
            Member,
            ProjectEntity,
            SectionEntity,
            TaskEntity,
            LabelEntity,
            CommentEntity,
            OccurrenceEntity,
            InvitationEntity,
          ],
          migrations: [
            CreateMessaging1764000000000,
            CreateIdempotency1764000050000,
            CreateTask1764000200000,
            CreateOccurrence1764000210000,
            CreateSharing1764000240000,
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
        CollaboratorHandler,
        InvitationHandler,
      ],
      providers: [
        MemberRepository,
        InboxProject,
        ProjectAccess,
        ProjectViews,
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
        SharedThings,
        Memberships,
        CollaboratorRepository,
        InvitationRepository,
        ReceivedInvitations,
        Departure,
      ],
    };
  }
}
