import { AboutHandler } from '../../src/about.handler.js';
import { ActivityHandler } from '../../src/activity/activity.handler.js';
import { ArchiveHandler } from '../../src/archive/archive.handler.js';
import { BulkHandler } from '../../src/bulk/bulk.handler.js';
import { CommentHandler } from '../../src/comment/comment.handler.js';
import { CompletionHandler } from '../../src/completion/completion.handler.js';
import { DuplicateHandler } from '../../src/duplicate/duplicate.handler.js';
import { FilterHandler } from '../../src/filter/filter.handler.js';
import { LabelHandler } from '../../src/label/label.handler.js';
import { SharedLabelHandler } from '../../src/label/shared-label.handler.js';
import { OccurrenceHandler } from '../../src/occurrence/occurrence.handler.js';
import { FullProjectHandler } from '../../src/project/full-project.handler.js';
import { ProjectHandler } from '../../src/project/project.handler.js';
import { QuickAddHandler } from '../../src/quick-add/quick-add.handler.js';
import { RelationHandler } from '../../src/relation/relation.handler.js';
import { ReminderHandler } from '../../src/reminder/reminder.handler.js';
import { SearchHandler } from '../../src/search/search.handler.js';
import { SectionHandler } from '../../src/section/section.handler.js';
import { CollaboratorHandler } from '../../src/sharing/collaborator.handler.js';
import { InvitationHandler } from '../../src/sharing/invitation.handler.js';
import { SyncHandler } from '../../src/sync/sync.handler.js';
import { TaskHandler } from '../../src/task/task.handler.js';
import { TransferHandler } from '../../src/transfer/transfer.handler.js';
import { TrashHandler } from '../../src/trash/trash.handler.js';
import { UndoHandler } from '../../src/undo/undo.handler.js';

/** Whatever answers commands of the task service. */
export const handlers = {
  about: AboutHandler,
  activities: ActivityHandler,
  archive: ArchiveHandler,
  bulk: BulkHandler,
  collaborators: CollaboratorHandler,
  comments: CommentHandler,
  completions: CompletionHandler,
  duplicates: DuplicateHandler,
  filters: FilterHandler,
  fullProjects: FullProjectHandler,
  invitations: InvitationHandler,
  labels: LabelHandler,
  occurrences: OccurrenceHandler,
  projects: ProjectHandler,
  quickAdd: QuickAddHandler,
  relations: RelationHandler,
  reminders: ReminderHandler,
  search: SearchHandler,
  sections: SectionHandler,
  sharedLabels: SharedLabelHandler,
  syncs: SyncHandler,
  tasks: TaskHandler,
  transfers: TransferHandler,
  trash: TrashHandler,
  undo: UndoHandler,
};

export type AllHandlers = { [K in keyof typeof handlers]: InstanceType<(typeof handlers)[K]> };
