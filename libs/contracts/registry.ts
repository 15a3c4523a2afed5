import { accountContract, sessionContract } from './account.contract.js';
import { arrangementContract } from './arrangement.contract.js';
import { commentContract } from './comment.contract.js';
import type { Contract } from './contract.js';
import type { EventContract } from './event.js';
import {
  commentAdded,
  commentDeleted,
  storagePurged,
  taskAdded,
  taskCompleted,
  taskPurged,
  tokenRevoked,
  userDeleted,
  userDeletionRequested,
  userRegistered,
} from './events.js';
import { fileContract } from './file.contract.js';
import { labelContract } from './label.contract.js';
import { occurrenceContract } from './occurrence.contract.js';
import { projectContract } from './project.contract.js';
import { sectionContract } from './section.contract.js';
import { taskContract } from './task.contract.js';
import { tokenContract } from './token.contract.js';

/**
 * The version of all messages together. Within the same first number they only grow: a command, an event or a field that
 * was there stays, as it was. docs/asyncapi.json is made from what is listed here.
 */
export const messagesVersion = '2.0.0';

/** Every contract that a service answers. */
export const contracts: readonly Contract[] = [
  accountContract,
  sessionContract,
  tokenContract,
  projectContract,
  sectionContract,
  arrangementContract,
  taskContract,
  occurrenceContract,
  labelContract,
  commentContract,
  fileContract,
];

/** Every event that a service publishes. */
export const events: readonly EventContract[] = [
  userRegistered,
  userDeletionRequested,
  userDeleted,
  tokenRevoked,
  taskAdded,
  taskCompleted,
  commentAdded,
  commentDeleted,
  taskPurged,
  storagePurged,
];
