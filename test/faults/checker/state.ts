/** What is there after a run, in the databases and the queues. Ids are text. */
export interface State {
  tasks: TaskRow[];
  comments: { id: string; content: string; fileId: string | null }[];
  /** Comments in the trash, which still hold their files. */
  trashed: { id: string; fileId: string | null }[];
  accounts: { id: string; email: string }[];
  /** What the task service knows of accounts that were not deleted, and the Inboxes that it opened. */
  members: { id: string; email: string; version: number }[];
  inboxes: string[];
  /** Accounts that were deleted, and whether everybody has let go of them. */
  deletions: { id: string; completed: boolean }[];
  /** What belongs to accounts that are not there. */
  orphans: { where: string; id: string }[];
  /** Which comments hold which files in the storage service. */
  references: { fileId: string; commentId: string; removed: boolean }[];
  files: string[];
  /** What the ledger took, one row an effect. */
  effects: Effect[];
  /** Messages that were given up, by queue. */
  deadLetters: { queue: string; messageId: string }[];
  /** What should be empty when nobody asks for anything: queues, outboxes, waiting calls. */
  leftovers: { where: string; count: number }[];
  /** What people see: tasks that are open, by their client's address, and downloads that answered something else. */
  seen: { email: string; openTasks: string[] }[];
  wrongDownloads: { url: string; expected: string; found: string }[];
}

export interface TaskRow {
  id: string;
  email: string;
  /** Holds the key of the operation that added it. */
  description: string;
  content: string;
  version: number;
  completed: boolean;
}

export interface Effect {
  eventId: string;
  type: string;
  subject: string;
  version: number;
}

/** One fault of a run, and how long it took after its end until everything worked again; undefined when it never did. */
export interface FaultRecord {
  kind: string;
  target: string;
  at: number;
  ms: number;
  recoveredIn?: number;
}

/** Something that must not be. */
export interface Violation {
  rule: string;
  detail: string;
}

export const emptyState = (): State => ({
  tasks: [],
  comments: [],
  trashed: [],
  accounts: [],
  members: [],
  inboxes: [],
  deletions: [],
  orphans: [],
  references: [],
  files: [],
  effects: [],
  deadLetters: [],
  leftovers: [],
  seen: [],
  wrongDownloads: [],
});
