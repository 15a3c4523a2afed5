import { type DynamicModule, Module } from '@nestjs/common';
import { DatabaseModule } from '#database/database.module.js';
import { MessagingServiceModule } from '#messaging/service.module.js';
import { HealthModule } from '#service/health.js';
import { AccountListener } from './account/account.listener.js';
import { Member } from './account/member.entity.js';
import { MemberRepository } from './account/member.repository.js';
import { Activities } from './activity/activities.js';
import { ActivityHandler } from './activity/activity.handler.js';
import { ActivityRepository } from './activity/activity.repository.js';
import { ArchiveHandler } from './archive/archive.handler.js';
import { ProjectArchive } from './archive/project-archive.js';
import { SectionArchive } from './archive/section-archive.js';
import { AttachedFiles } from './comment/attached-files.js';
import { CommentEntity } from './comment/comment.entity.js';
import { CommentHandler } from './comment/comment.handler.js';
import { CommentRepository } from './comment/comment.repository.js';
import { FilterEntity } from './filter/filter.entity.js';
import { FilterHandler } from './filter/filter.handler.js';
import { FilterRepository } from './filter/filter.repository.js';
import { FilterSql } from './filter/filter-sql.js';
import { FilteredTasks } from './filter/filtered-tasks.js';
import { LabelEntity } from './label/label.entity.js';
import { LabelHandler } from './label/label.handler.js';
import { SharedLabelHandler } from './label/shared-label.handler.js';
import { LabelRepository } from './label/label.repository.js';
import { migrations } from './migrations/all.js';
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
import { ProjectViews } from './project/project-views.js';
import { ProjectEntity } from './project/project.entity.js';
import { ProjectHandler } from './project/project.handler.js';
import { ProjectRepository } from './project/project.repository.js';
import { IndexKeeper } from './search/index-keeper.js';
import { Indexer } from './search/indexer.js';
import { SearchHandler } from './search/search.handler.js';
import { SearchRepository } from './search/search.repository.js';
import { KnownNames } from './quick-add/known-names.js';
import { QuickAddHandler } from './quick-add/quick-add.handler.js';
import { ReminderAims } from './reminder/reminder-aims.js';
import { ReminderFiring } from './reminder/reminder-firing.js';
import { ReminderScheduler } from './reminder/reminder-scheduler.js';
import { ReminderEntity } from './reminder/reminder.entity.js';
import { ReminderHandler } from './reminder/reminder.handler.js';
import { ReminderRepository } from './reminder/reminder.repository.js';
import { SectionEntity } from './section/section.entity.js';
import { SectionHandler } from './section/section.handler.js';
import { SectionRepository } from './section/section.repository.js';
import { ChangeLog } from './sync/change-log.js';
import { FilterCommands } from './sync/filter-commands.js';
import { ItemCommands } from './sync/item-commands.js';
import { LabelCommands } from './sync/label-commands.js';
import { RelationCommands } from './sync/relation-commands.js';
import { LogSweeper } from './sync/log-sweeper.js';
import { NoteCommands } from './sync/note-commands.js';
import { ProjectCommands } from './sync/project-commands.js';
import { SharingCommands } from './sync/sharing-commands.js';
import { SyncCommands } from './sync/sync-commands.js';
import { SyncReader } from './sync/sync-reader.js';
import { SyncTokens } from './sync/sync-tokens.js';
import { SyncHandler } from './sync/sync.handler.js';
import { SyncedThings } from './sync/synced-things.js';
import { CollaboratorHandler } from './sharing/collaborator.handler.js';
import { CollaboratorRepository } from './sharing/collaborator.repository.js';
import { Departure } from './sharing/departure.js';
import { InvitationEntity } from './sharing/invitation.entity.js';
import { InvitationHandler } from './sharing/invitation.handler.js';
import { InvitationRepository } from './sharing/invitation.repository.js';
import { Memberships } from './sharing/memberships.js';
import { ReceivedInvitations } from './sharing/received-invitations.js';
import { SharedThings } from './sharing/shared-things.js';
import { BulkHandler } from './bulk/bulk.handler.js';
import { BulkLocks } from './bulk/bulk-locks.js';
import { DuplicateHandler } from './duplicate/duplicate.handler.js';
import { ProjectDuplicates } from './duplicate/project-duplicates.js';
import { TaskCopies } from './duplicate/task-copies.js';
import { TaskDuplicates } from './duplicate/task-duplicates.js';
import { RelationHandler } from './relation/relation.handler.js';
import { RelationRepository } from './relation/relation.repository.js';
import { Places } from './task/places.js';
import { SeveralTasks } from './task/several-tasks.js';
import { TaskAccess } from './task/task-access.js';
import { TaskLabels } from './task/task-labels.js';
import { TaskPages } from './task/task-pages.js';
import { TaskReader } from './task/task-reader.js';
import { TaskEntity } from './task/task.entity.js';
import { TaskHandler } from './task/task.handler.js';
import { TaskRepository } from './task/task.repository.js';
import { Sweeper } from './sweeper.js';
import { Restoration } from './trash/restoration.js';
import { TrashAccess } from './trash/trash-access.js';
import { TrashBin } from './trash/trash-bin.js';
import { TrashHandler } from './trash/trash.handler.js';
import { TrashedRelations } from './trash/trashed-relations.js';
import { TrashRepository } from './trash/trash.repository.js';
import { TRASH_DAYS } from './trash/trash.settings.js';
import { UndoHandler } from './undo/undo.handler.js';
import { UndoRepository } from './undo/undo.repository.js';
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
            FilterEntity,
            ReminderEntity,
            InvitationEntity,
          ],
          migrations,
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
        TrashHandler,
        ActivityHandler,
        UndoHandler,
        SyncHandler,
        SearchHandler,
        FilterHandler,
        QuickAddHandler,
        ReminderHandler,
        RelationHandler,
        BulkHandler,
        DuplicateHandler,
        ArchiveHandler,
        FullProjectHandler,
        SharedLabelHandler,
        CompletionHandler,
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
        TaskPages,
        TaskReader,
        SeveralTasks,
        TaskRepository,
        OccurrenceRepository,
        ReminderFiring,
        ReminderScheduler,
        ReminderAims,
        ReminderRepository,
        RelationRepository,
        BulkLocks,
        TaskCopies,
        TaskDuplicates,
        ProjectDuplicates,
        LabelRepository,
        AttachedFiles,
        CommentRepository,
        { provide: TRASH_DAYS, useValue: settings.trashDays },
        TrashAccess,
        TrashBin,
        Restoration,
        TrashedRelations,
        TrashRepository,
        Activities,
        ActivityRepository,
        UndoRepository,
        Sweeper,
        ProjectHandler,
        SectionHandler,
        TaskHandler,
        LabelHandler,
        CommentHandler,
        FilterHandler,
        FilterCommands,
        RelationHandler,
        RelationCommands,
        InvitationHandler,
        ArchiveHandler,
        SharingCommands,
        ItemCommands,
        ProjectCommands,
        LabelCommands,
        NoteCommands,
        SyncCommands,
        ChangeLog,
        SyncTokens,
        SyncedThings,
        SyncReader,
        LogSweeper,
        Indexer,
        IndexKeeper,
        SearchRepository,
        FilterRepository,
        FilterSql,
        FilteredTasks,
        KnownNames,
        ProjectArchive,
        SectionArchive,
        CompletionRepository,
        CompletedTasks,
        ProductivityReader,
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
