import type { Provider } from '@nestjs/common';
import { MemberRepository } from './account/member.repository.js';
import { Activities } from './activity/activities.js';
import { ActivityRepository } from './activity/activity.repository.js';
import { ProjectArchive } from './archive/project-archive.js';
import { SectionArchive } from './archive/section-archive.js';
import { BulkLocks } from './bulk/bulk-locks.js';
import { AttachedFiles } from './comment/attached-files.js';
import { CommentRepository } from './comment/comment.repository.js';
import { CompletedTasks } from './completion/completed-tasks.js';
import { CompletionRepository } from './completion/completion.repository.js';
import { ProductivityReader } from './completion/productivity.js';
import { ProjectDuplicates } from './duplicate/project-duplicates.js';
import { TaskCopies } from './duplicate/task-copies.js';
import { TaskDuplicates } from './duplicate/task-duplicates.js';
import { FilterSql } from './filter/filter-sql.js';
import { FilterRepository } from './filter/filter.repository.js';
import { FilteredTasks } from './filter/filtered-tasks.js';
import { LabelRepository } from './label/label.repository.js';
import { OccurrenceRepository } from './occurrence/occurrence.repository.js';
import { InboxProject } from './project/inbox-project.js';
import { ProjectAccess } from './project/project-access.js';
import { ProjectViews } from './project/project-views.js';
import { ProjectPages } from './project/project-pages.js';
import { ProjectRepository } from './project/project.repository.js';
import { KnownNames } from './quick-add/known-names.js';
import { RelationRepository } from './relation/relation.repository.js';
import { ReminderAims } from './reminder/reminder-aims.js';
import { ReminderFiring } from './reminder/reminder-firing.js';
import { ReminderScheduler } from './reminder/reminder-scheduler.js';
import { ReminderRepository } from './reminder/reminder.repository.js';
import { IndexKeeper } from './search/index-keeper.js';
import { Indexer } from './search/indexer.js';
import { FoundTexts } from './search/found-texts.js';
import { SearchRepository } from './search/search.repository.js';
import { SectionRepository } from './section/section.repository.js';
import { Sweeper } from './sweeper.js';
import { Places } from './task/places.js';
import { SeveralTasks } from './task/several-tasks.js';
import { TaskAccess } from './task/task-access.js';
import { TaskLabels } from './task/task-labels.js';
import { TaskPages } from './task/task-pages.js';
import { TaskReader } from './task/task-reader.js';
import { TaskRepository } from './task/task.repository.js';
import { Restoration } from './trash/restoration.js';
import { TrashAccess } from './trash/trash-access.js';
import { TrashBin } from './trash/trash-bin.js';
import { TrashedRelations } from './trash/trashed-relations.js';
import { TrashRepository } from './trash/trash.repository.js';
import { UndoAdditions } from './undo/undo-additions.js';
import { UndoArchive } from './undo/undo-archive.js';
import { UndoChanges } from './undo/undo-changes.js';
import { UndoRepository } from './undo/undo.repository.js';

/** What the handlers work with, besides what shares and what syncs. */
export const providers: Provider[] = [
  MemberRepository,
  InboxProject,
  ProjectAccess,
  ProjectViews,
  ProjectPages,
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
  TrashAccess,
  TrashBin,
  Restoration,
  TrashedRelations,
  TrashRepository,
  Activities,
  ActivityRepository,
  UndoAdditions,
  UndoArchive,
  UndoChanges,
  UndoRepository,
  Sweeper,
  Indexer,
  IndexKeeper,
  FoundTexts,
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
];
