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

/** What the gateway asks of the services. */
export const askedContracts = [
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
];
