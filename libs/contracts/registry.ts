import { accountContract } from './account.contract.js';
import { sessionContract } from './session.contract.js';
import { aboutStorage, aboutTask, aboutUser } from './about.contract.js';
import { adminContract } from './admin.contract.js';
import { activityContract } from './activity.contract.js';
import { appContract } from './app.contract.js';
import { archiveContract } from './archive.contract.js';
import { bulkContract } from './bulk.contract.js';
import { collaboratorContract } from './collaborator.contract.js';
import { commentContract } from './comment.contract.js';
import { completionContract } from './completion.contract.js';
import type { Contract } from './contract.js';
import { duplicateContract } from './duplicate.contract.js';
import type { EventContract } from './event.js';
import {
  accountRestored,
  commentAdded,
  commentDeleted,
  reminderDue,
  memberJoined,
  memberLeft,
  projectShared,
  storagePurged,
  taskAdded,
  sessionRevoked,
  taskCompleted,
  taskPurged,
  tokenRevoked,
  userDeleted,
  userDeletionRequested,
  userRegistered,
  userUpdated,
} from './events.js';
import { fullProjectContract } from './full-project.contract.js';
import { sharedLabelContract } from './shared-label.contract.js';
import { fileContract } from './file.contract.js';
import { credentialContract } from './credential.contract.js';
import { filterContract } from './filter.contract.js';
import { identityContract } from './identity.contract.js';
import { invitationContract } from './invitation.contract.js';
import { labelContract } from './label.contract.js';
import { occurrenceContract } from './occurrence.contract.js';
import { oauthContract } from './oauth.contract.js';
import { passkeyContract } from './passkey.contract.js';
import { projectContract } from './project.contract.js';
import { searchContract } from './search.contract.js';
import { registrationContract } from './registration.contract.js';
import { quickAddContract } from './quick-add.contract.js';
import { relationContract } from './relation.contract.js';
import { reminderContract } from './reminder.contract.js';
import { secondFactorContract } from './second-factor.contract.js';
import { securityContract } from './security.contract.js';
import { sectionContract } from './section.contract.js';
import { syncContract } from './sync.contract.js';
import { taskContract } from './task.contract.js';
import { tokenContract } from './token.contract.js';
import { transferContract } from './transfer.contract.js';
import { trashContract } from './trash.contract.js';
import { undoContract } from './undo.contract.js';
import { usageContract } from './usage.contract.js';

/**
 * The version of all messages together. Within the same first number they only grow: a command, an event or a field that
 * was there stays, as it was. docs/asyncapi.json is made from what is listed here.
 */
export const messagesVersion = '5.0.0';

/** Every contract that a service answers. */
export const contracts: readonly Contract[] = [
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
  aboutUser,
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
  aboutTask,
  usageContract,
  aboutStorage,
];

/** Every event that a service publishes. */
export const events: readonly EventContract[] = [
  userRegistered,
  userUpdated,
  userDeletionRequested,
  userDeleted,
  tokenRevoked,
  sessionRevoked,
  taskAdded,
  taskCompleted,
  reminderDue,
  projectShared,
  memberJoined,
  memberLeft,
  commentAdded,
  commentDeleted,
  accountRestored,
  taskPurged,
  storagePurged,
];
