import type { Provider } from '@nestjs/common';
import { ArchiveHandler } from '../archive/archive.handler.js';
import { CommentHandler } from '../comment/comment.handler.js';
import { FilterHandler } from '../filter/filter.handler.js';
import { LabelHandler } from '../label/label.handler.js';
import { ProjectHandler } from '../project/project.handler.js';
import { RelationHandler } from '../relation/relation.handler.js';
import { ReminderHandler } from '../reminder/reminder.handler.js';
import { SectionHandler } from '../section/section.handler.js';
import { InvitationHandler } from '../sharing/invitation.handler.js';
import { TaskHandler } from '../task/task.handler.js';
import { ChangeLog } from './change-log.js';
import { FilterCommands } from './filter-commands.js';
import { ItemCommands } from './item-commands.js';
import { LabelCommands } from './label-commands.js';
import { LogSweeper } from './log-sweeper.js';
import { NoteCommands } from './note-commands.js';
import { ProjectCommands } from './project-commands.js';
import { RelationCommands } from './relation-commands.js';
import { ReminderCommands } from './reminder-commands.js';
import { Scopes } from './scopes.js';
import { SharingCommands } from './sharing-commands.js';
import { SyncCommands } from './sync-commands.js';
import { SyncReader } from './sync-reader.js';
import { SyncTokens } from './sync-tokens.js';
import { SyncedPeople } from './synced-people.js';
import { SyncedThings } from './synced-things.js';

/** What syncs. Its commands go through the handlers, as those of REST do. */
export const syncProviders: Provider[] = [
  ProjectHandler,
  SectionHandler,
  TaskHandler,
  LabelHandler,
  CommentHandler,
  FilterHandler,
  ReminderHandler,
  RelationHandler,
  RelationCommands,
  ReminderCommands,
  FilterCommands,
  InvitationHandler,
  ArchiveHandler,
  SharingCommands,
  ItemCommands,
  ProjectCommands,
  LabelCommands,
  NoteCommands,
  SyncCommands,
  Scopes,
  ChangeLog,
  SyncedPeople,
  SyncTokens,
  SyncedThings,
  SyncReader,
  LogSweeper,
];
