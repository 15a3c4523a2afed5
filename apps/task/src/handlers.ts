import { AboutHandler } from './about.handler.js';
import { AccountListener } from './account/account.listener.js';
import { ActivityHandler } from './activity/activity.handler.js';
import { ArchiveHandler } from './archive/archive.handler.js';
import { BulkHandler } from './bulk/bulk.handler.js';
import { CommentHandler } from './comment/comment.handler.js';
import { CompletionHandler } from './completion/completion.handler.js';
import { DuplicateHandler } from './duplicate/duplicate.handler.js';
import { FilterHandler } from './filter/filter.handler.js';
import { LabelHandler } from './label/label.handler.js';
import { SharedLabelHandler } from './label/shared-label.handler.js';
import { OccurrenceHandler } from './occurrence/occurrence.handler.js';
import { FullProjectHandler } from './project/full-project.handler.js';
import { ProjectHandler } from './project/project.handler.js';
import { QuickAddHandler } from './quick-add/quick-add.handler.js';
import { RelationHandler } from './relation/relation.handler.js';
import { ReminderHandler } from './reminder/reminder.handler.js';
import { ReminderListener } from './reminder/reminder.listener.js';
import { SearchHandler } from './search/search.handler.js';
import { SectionHandler } from './section/section.handler.js';
import { CollaboratorHandler } from './sharing/collaborator.handler.js';
import { InvitationHandler } from './sharing/invitation.handler.js';
import { SyncHandler } from './sync/sync.handler.js';
import { TaskHandler } from './task/task.handler.js';
import { TransferHandler } from './transfer/transfer.handler.js';
import { TrashHandler } from './trash/trash.handler.js';
import { UndoHandler } from './undo/undo.handler.js';

/** Who answers commands and hears events. */
export const handlers = [
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
  ReminderListener,
  ArchiveHandler,
  FullProjectHandler,
  SharedLabelHandler,
  CompletionHandler,
  CollaboratorHandler,
  AboutHandler,
  InvitationHandler,
  TransferHandler,
];
