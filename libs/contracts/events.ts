import { AccountChange } from './account.contract.js';
import { event, fleetingEvent } from './event.js';
import { Email, Flag, Id, OneOf, Text, Whole } from './fields.js';
import { Words } from './list-fields.js';
import { Nested } from './nested-fields.js';
import { Instant } from './time-fields.js';
import { type GivenRole, givenRoles } from './roles.js';
import { Due } from './task.contract.js';

/** An account as others need to know it: when it came to be, at which its Inbox is opened, and when it changed. */
export class UserRegistered {
  @Id() id!: string;
  @Email() email!: string;
  @Text({ max: 255 }) full_name!: string;
  @Text({ max: 64, description: 'IANA name' }) timezone!: string;
  @Flag({
    optional: true,
    description: 'Whether mail to the address is theirs to read; so it is where that cannot be asked',
  })
  email_verified?: boolean;
  @Flag({ optional: true, description: 'Whether nobody gets in, so that nothing is to reach its holder either' })
  disabled?: boolean;
}

/**
 * Somebody deletes their account, which stopped working with this. Whoever is asked removes all that it keeps of the account,
 * lets nothing of it come back, and answers `<service>.purged`: each time, for it is asked again until that arrives.
 */
export class UserDeletionRequested {
  @Id() id!: string;
  @Words({
    max: 50,
    size: 100,
    description: 'The services that are asked; those that have answered are not asked again',
  })
  participants!: string[];
}

/** An account is gone, with everything that it owned: every participant in its deletion has answered. */
export class UserDeleted {
  @Id() id!: string;
}

/** A service keeps nothing of a deleted account any more, and takes nothing for it. */
export class AccountPurged {
  @Id() id!: string;
}

/** A personal token stopped working; the gateways forget it. */
export class TokenRevoked {
  @Id() id!: string;
}

/** A session was ended before its time; the gateways refuse what is left of it. */
export class SessionRevoked {
  @Id() id!: string;
}

/** A task came to be. */
export class TaskAdded {
  @Id() id!: string;
  @Id() project_id!: string;
  @Id({ nullable: true, description: 'The task that it is part of' }) parent_id!: string | null;
  @Id({ description: 'Who added it' }) user_id!: string;
  @Text({ max: 500 }) content!: string;
  @Instant() added_at!: string;
}

/**
 * A task was completed: by itself, or along with the task that it is part of. One that recurs is told of each time; then
 * `due` is the date that was completed.
 */
export class TaskCompleted {
  @Id() id!: string;
  @Id() project_id!: string;
  @Id({ nullable: true, description: 'The task that it is part of' }) parent_id!: string | null;
  @Id({ description: 'Who completed it' }) user_id!: string;
  @Text({ max: 500 }) content!: string;
  @Instant() completed_at!: string;
  @Nested(() => Due, { optional: true, description: 'Where it had a due date' }) due?: Due;
}

/** A comment was posted; the file on it is in use from now on. */
export class CommentAdded {
  @Id() id!: string;
  @Id({ nullable: true }) file_id!: string | null;
  @Id() posted_uid!: string;
}

/** A comment with a file is gone for good, also from the trash; the file on it is freed. */
export class CommentDeleted {
  @Id() id!: string;
  @Id({ nullable: true }) file_id!: string | null;
}

/** The time of a reminder has come: told once for each moment that it is for, late rather than never. */
export class ReminderDue {
  @Id() id!: string;
  @Id({ description: 'Who is to be reminded' }) user_id!: string;
  @Id() task_id!: string;
  @Id() project_id!: string;
  @Text({ max: 500, description: 'Of the task' }) content!: string;
  @OneOf(['relative', 'absolute']) type!: string;
  @Whole({ nullable: true, description: 'Of a relative one: minutes before the task is due' })
  minute_offset!: number | null;
  @Nested(() => Due, { description: 'Of an absolute one its own, of a relative one that of the task' }) due!: Due;
  @OneOf(['email', 'push'], { nullable: true, description: 'How to remind; null for every way that there is' })
  service!: string | null;
  @Flag() is_urgent!: boolean;
  @Instant({ description: 'The moment that it was for' }) remind_at!: string;
  @Instant() fired_at!: string;
  @Whole({ max: Number.MAX_SAFE_INTEGER, description: 'Milliseconds from the one to the other' }) late_ms!: number;
}

/** A project is no longer its owner's alone. */
export class ProjectShared {
  @Id() id!: string;
}

/** Somebody takes part in a project, or in a task that is shared alone, from now on. */
export class MemberJoined {
  @Id({ nullable: true }) project_id!: string | null;
  @Id({ nullable: true }) task_id!: string | null;
  @Id() user_id!: string;
  @OneOf(givenRoles) role!: GivenRole;
}

/** Somebody left a project or a task, or was removed. */
export class MemberLeft {
  @Id({ nullable: true }) project_id!: string | null;
  @Id({ nullable: true }) task_id!: string | null;
  @Id() user_id!: string;
}

/** Somebody restored a backup: their account becomes as it was told there. */
export class AccountRestored {
  @Id() id!: string;
  @Nested(() => AccountChange) settings!: AccountChange;
}

export const userRegistered = event('user', 'user.registered', UserRegistered);
/** Name, address or time zone of an account changed, or whether it is disabled. */
export const userUpdated = event('user', 'user.updated', UserRegistered);
export const userDeletionRequested = event('user', 'user.deletion_requested', UserDeletionRequested);
export const userDeleted = event('user', 'user.deleted', UserDeleted);
export const tokenRevoked = fleetingEvent('user', 'token.revoked', TokenRevoked);
export const sessionRevoked = fleetingEvent('user', 'session.revoked', SessionRevoked);
export const taskAdded = fleetingEvent('task', 'task.added', TaskAdded);
export const taskCompleted = fleetingEvent('task', 'task.completed', TaskCompleted);
export const reminderDue = event('task', 'reminder.due', ReminderDue);
export const projectShared = fleetingEvent('task', 'project.shared', ProjectShared);
export const memberJoined = fleetingEvent('task', 'member.joined', MemberJoined);
export const memberLeft = fleetingEvent('task', 'member.left', MemberLeft);
export const commentAdded = event('task', 'comment.added', CommentAdded);
export const commentDeleted = event('task', 'comment.deleted', CommentDeleted);
export const accountRestored = event('task', 'account.restored', AccountRestored);
export const taskPurged = event('task', 'task.purged', AccountPurged);
export const storagePurged = event('storage', 'storage.purged', AccountPurged);
