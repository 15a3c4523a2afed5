import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { aboutStorage, aboutTask, aboutUser } from '#contracts/about.contract.js';
import { accountContract } from '#contracts/account.contract.js';
import { sessionContract } from '#contracts/session.contract.js';
import { adminContract } from '#contracts/admin.contract.js';
import { activityContract } from '#contracts/activity.contract.js';
import { archiveContract } from '#contracts/archive.contract.js';
import { bulkContract } from '#contracts/bulk.contract.js';
import { credentialContract } from '#contracts/credential.contract.js';
import { collaboratorContract } from '#contracts/collaborator.contract.js';
import { commentContract } from '#contracts/comment.contract.js';
import { completionContract } from '#contracts/completion.contract.js';
import { fullProjectContract } from '#contracts/full-project.contract.js';
import { sharedLabelContract } from '#contracts/shared-label.contract.js';
import { fileContract } from '#contracts/file.contract.js';
import { filterContract } from '#contracts/filter.contract.js';
import { invitationContract } from '#contracts/invitation.contract.js';
import { labelContract } from '#contracts/label.contract.js';
import { occurrenceContract } from '#contracts/occurrence.contract.js';
import { projectContract } from '#contracts/project.contract.js';
import { searchContract } from '#contracts/search.contract.js';
import { quickAddContract } from '#contracts/quick-add.contract.js';
import { registrationContract } from '#contracts/registration.contract.js';
import { relationContract } from '#contracts/relation.contract.js';
import { reminderContract } from '#contracts/reminder.contract.js';
import { appContract } from '#contracts/app.contract.js';
import { identityContract } from '#contracts/identity.contract.js';
import { oauthContract } from '#contracts/oauth.contract.js';
import { passkeyContract } from '#contracts/passkey.contract.js';
import { duplicateContract } from '#contracts/duplicate.contract.js';
import { secondFactorContract } from '#contracts/second-factor.contract.js';
import { securityContract } from '#contracts/security.contract.js';
import { sectionContract } from '#contracts/section.contract.js';
import { syncContract } from '#contracts/sync.contract.js';
import { taskContract } from '#contracts/task.contract.js';
import { tokenContract } from '#contracts/token.contract.js';
import { transferContract } from '#contracts/transfer.contract.js';
import { trashContract } from '#contracts/trash.contract.js';
import { undoContract } from '#contracts/undo.contract.js';
import { usageContract } from '#contracts/usage.contract.js';
import { MessagingClientModule } from '#messaging/client.module.js';
import { FailureFilter } from '#service/failure.filter.js';
import { HealthModule } from '#service/health.js';
import { AdminController } from './admin/admin.controller.js';
import { VersionsOfAll } from './admin/versions.js';
import { ActivityController } from './activity/activity.controller.js';
import { ProjectArchiveController } from './archive/project-archive.controller.js';
import { SectionArchiveController } from './archive/section-archive.controller.js';
import { AccessTokens } from './auth/access-tokens.js';
import { AuthController } from './auth/auth.controller.js';
import { AuthGuard } from './auth/auth.guard.js';
import { Bearers } from './auth/bearers.js';
import { CookieSignIn } from './auth/cookie-sign-in.js';
import { RevocationListener } from './auth/revocation.listener.js';
import { SessionCookies } from './auth/session-cookie.js';
import { Revocations } from './auth/revocations.js';
import { BulkController } from './bulk/bulk.controller.js';
import { DuplicateController } from './duplicate/duplicate.controller.js';
import { CommentController } from './comment/comment.controller.js';
import { CompletedSearchController } from './completion/completed-search.controller.js';
import { CompletionController } from './completion/completion.controller.js';
import { CredentialController } from './credential/credential.controller.js';
import { IdentityController } from './identity/identity.controller.js';
import { AppController } from './oauth/app.controller.js';
import { AuthorizationController } from './oauth/authorization.controller.js';
import { OAuthController } from './oauth/oauth.controller.js';
import { PasskeyController } from './passkey/passkey.controller.js';
import { SecondFactorController } from './second-factor/second-factor.controller.js';
import { FileController } from './file/file.controller.js';
import { StorageUpload } from './file/storage-upload.js';
import { UploadController } from './file/upload.controller.js';
import { FilterController } from './filter/filter.controller.js';
import { TaskFilterController } from './filter/task-filter.controller.js';
import type { GatewaySettings } from './gateway.settings.js';
import { GATEWAY_SETTINGS } from './http/settings.js';
import { LabelController } from './label/label.controller.js';
import { Limits } from './limits/limits.js';
import { RateGuard } from './limits/rate.guard.js';
import { SharedLimits } from './limits/shared-limits.js';
import { SharedLabelController } from './label/shared-label.controller.js';
import { FullProjectController } from './project/full-project.controller.js';
import { ProjectController } from './project/project.controller.js';
import { SearchController } from './search/search.controller.js';
import { RelationController } from './relation/relation.controller.js';
import { TaskRelationController } from './relation/task-relation.controller.js';
import { LocationReminderController } from './reminder/location-reminder.controller.js';
import { ReminderController } from './reminder/reminder.controller.js';
import { ExportController } from './privacy/export.controller.js';
import { PersonalArchive } from './privacy/personal-archive.js';
import { SecurityController } from './security/security.controller.js';
import { SessionController } from './session/session.controller.js';
import { SectionController } from './section/section.controller.js';
import { PersonCommands } from './sync/person-commands.js';
import { SyncBatch } from './sync/sync-batch.js';
import { SyncController } from './sync/sync.controller.js';
import { CollaboratorController } from './sharing/collaborator.controller.js';
import { InvitationController } from './sharing/invitation.controller.js';
import { OccurrenceController } from './task/occurrence.controller.js';
import { QuickAddController } from './task/quick-add.controller.js';
import { TaskController } from './task/task.controller.js';
import { TokenController } from './token/token.controller.js';
import { BackupController } from './transfer/backup.controller.js';
import { BackupReader } from './transfer/backup-reader.js';
import { BackupWriter } from './transfer/backup-writer.js';
import { Carrier } from './transfer/carrier.js';
import { ImportController } from './transfer/import.controller.js';
import { StoredFiles } from './file/stored-files.js';
import { TemplateController } from './transfer/template.controller.js';
import { Templates } from './transfer/templates.js';
import { VikunjaReader } from './transfer/vikunja-reader.js';
import { TrashController } from './trash/trash.controller.js';
import { UndoController } from './undo/undo.controller.js';
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
          actorKey: settings.actorKey,
          contracts: [
            accountContract,
            sessionContract,
            tokenContract,
            credentialContract,
            registrationContract,
            secondFactorContract,
            passkeyContract,
            appContract,
            oauthContract,
            identityContract,
            securityContract,
            adminContract,
            usageContract,
            aboutTask,
            aboutUser,
            aboutStorage,
            projectContract,
            sectionContract,
            archiveContract,
            taskContract,
            bulkContract,
            duplicateContract,
            occurrenceContract,
            quickAddContract,
            reminderContract,
            relationContract,
            labelContract,
            searchContract,
            filterContract,
            completionContract,
            fullProjectContract,
            sharedLabelContract,
            commentContract,
            trashContract,
            activityContract,
            undoContract,
            fileContract,
            syncContract,
            transferContract,
            collaboratorContract,
            invitationContract,
          ],
        }),
      ],
      controllers: [
        RevocationListener,
        AuthController,
        UserController,
        TokenController,
        CredentialController,
        SecondFactorController,
        PasskeyController,
        AppController,
        AuthorizationController,
        OAuthController,
        IdentityController,
        SessionController,
        SecurityController,
        AdminController,
        ExportController,
        ProjectController,
        FullProjectController,
        SectionController,
        QuickAddController,
        BulkController,
        DuplicateController,
        ProjectArchiveController,
        SectionArchiveController,
        TaskController,
        CompletionController,
        CompletedSearchController,
        OccurrenceController,
        ReminderController,
        LocationReminderController,
        TaskRelationController,
        RelationController,
        LabelController,
        SearchController,
        FilterController,
        TaskFilterController,
        SharedLabelController,
        CommentController,
        TrashController,
        ActivityController,
        UndoController,
        UploadController,
        FileController,
        SyncController,
        CollaboratorController,
        InvitationController,
        TemplateController,
        BackupController,
        ImportController,
      ],
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
