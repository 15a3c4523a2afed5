import { AdminController } from './admin/admin.controller.js';
import { ActivityController } from './activity/activity.controller.js';
import { ProjectArchiveController } from './archive/project-archive.controller.js';
import { SectionArchiveController } from './archive/section-archive.controller.js';
import { AuthController } from './auth/auth.controller.js';
import { RevocationListener } from './auth/revocation.listener.js';
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
import { UploadController } from './file/upload.controller.js';
import { FilterController } from './filter/filter.controller.js';
import { TaskFilterController } from './filter/task-filter.controller.js';
import { LabelController } from './label/label.controller.js';
import { SharedLabelController } from './label/shared-label.controller.js';
import { FullProjectController } from './project/full-project.controller.js';
import { ProjectController } from './project/project.controller.js';
import { SearchController } from './search/search.controller.js';
import { RelationController } from './relation/relation.controller.js';
import { TaskRelationController } from './relation/task-relation.controller.js';
import { LocationReminderController } from './reminder/location-reminder.controller.js';
import { ReminderController } from './reminder/reminder.controller.js';
import { ExportController } from './privacy/export.controller.js';
import { SecurityController } from './security/security.controller.js';
import { SessionController } from './session/session.controller.js';
import { SectionController } from './section/section.controller.js';
import { SyncController } from './sync/sync.controller.js';
import { CollaboratorController } from './sharing/collaborator.controller.js';
import { InvitationController } from './sharing/invitation.controller.js';
import { OccurrenceController } from './task/occurrence.controller.js';
import { QuickAddController } from './task/quick-add.controller.js';
import { TaskController } from './task/task.controller.js';
import { TokenController } from './token/token.controller.js';
import { BackupController } from './transfer/backup.controller.js';
import { ImportController } from './transfer/import.controller.js';
import { TemplateController } from './transfer/template.controller.js';
import { TrashController } from './trash/trash.controller.js';
import { UndoController } from './undo/undo.controller.js';
import { UserController } from './user/user.controller.js';

/** What the gateway answers; where two routes would fit, the one of the first is taken. */
export const controllers = [
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
];
