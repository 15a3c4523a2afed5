import { CreateIdempotency1764000050000 } from '#messaging/create-idempotency.migration.js';
import { CreateMessaging1764000000000 } from '#messaging/create-messaging.migration.js';
import { CreateTask1764000200000 } from './1764000200000-create-task.js';
import { CreateOccurrence1764000210000 } from './1764000210000-create-occurrence.js';
import { CreateFilter1764000220000 } from './1764000220000-create-filter.js';
import { CreateSharing1764000240000 } from './1764000240000-create-sharing.js';
import { AddArchive1764000249000 } from './1764000249000-add-archive.js';
import { CreateChangeLog1764000250000 } from './1764000250000-create-change-log.js';
import { CreateCompletion1764000251000 } from './1764000251000-create-completion.js';
import { AddNotified1764000252000 } from './1764000252000-add-notified.js';
import { AddDayOrder1764000260000 } from './1764000260000-add-day-order.js';
import { CreateReminder1764000280000 } from './1764000280000-create-reminder.js';
import { CreateSearch1764000290000 } from './1764000290000-create-search.js';
import { CreateTrash1764000300500 } from './1764000300500-create-trash.js';
import { CreateActivity1764000301000 } from './1764000301000-create-activity.js';
import { CreateTransfer1764000302000 } from './1764000302000-create-transfer.js';
import { RankSearch1764000303100 } from './1764000303100-rank-search.js';
import { IndexActiveProjects1764000303200 } from './1764000303200-index-active-projects.js';
import { WidenChangeLog1764000330000 } from './1764000330000-widen-change-log.js';
import { CreateRelation1764000340000 } from './1764000340000-create-relation.js';
import { ConfirmMembers1764000350000 } from './1764000350000-confirm-members.js';
import { GiveSyncKeyAKey1764000355000 } from './1764000355000-give-sync-key-a-key.js';
import { DisableMembers1764000360000 } from './1764000360000-disable-members.js';
import { AddReactions1764000365000 } from './1764000365000-add-reactions.js';
import { IndexCompletions1764000366000 } from './1764000366000-index-completions.js';
import { KeepWhatClientsTell1764000370000 } from './1764000370000-keep-what-clients-tell.js';
import { IndexGoneProjects1764000341000 } from './1764000341000-index-gone-projects.js';
import { LookUpSecondWords1764000343000 } from './1764000343000-look-up-second-words.js';
import { NumberStepsOfRequests1764000342000 } from './1764000342000-number-steps-of-requests.js';

/** What makes the tables of this service, in the order in which it is run. */
export const migrations = [
  CreateMessaging1764000000000,
  CreateIdempotency1764000050000,
  CreateTask1764000200000,
  CreateOccurrence1764000210000,
  CreateFilter1764000220000,
  CreateSharing1764000240000,
  AddArchive1764000249000,
  CreateChangeLog1764000250000,
  CreateCompletion1764000251000,
  AddNotified1764000252000,
  AddDayOrder1764000260000,
  CreateReminder1764000280000,
  CreateSearch1764000290000,
  CreateTrash1764000300500,
  CreateActivity1764000301000,
  CreateTransfer1764000302000,
  RankSearch1764000303100,
  IndexActiveProjects1764000303200,
  WidenChangeLog1764000330000,
  CreateRelation1764000340000,
  IndexGoneProjects1764000341000,
  NumberStepsOfRequests1764000342000,
  LookUpSecondWords1764000343000,
  ConfirmMembers1764000350000,
  GiveSyncKeyAKey1764000355000,
  DisableMembers1764000360000,
  AddReactions1764000365000,
  IndexCompletions1764000366000,
  KeepWhatClientsTell1764000370000,
];
