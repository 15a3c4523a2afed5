import { event, fleetingEvent } from './event.js';

export class UserRegistered {
  id!: string;
  email!: string;
  full_name!: string;
  /** IANA name. */
  timezone!: string;
}

export class UserDeleted {
  id!: string;
}

export class TokenRevoked {
  id!: string;
}

export class CommentAdded {
  id!: string;
  file_id!: string | null;
  posted_uid!: string;
}

export class CommentDeleted {
  id!: string;
  file_id!: string | null;
}

/** An account came to be: its Inbox is opened. */
export const userRegistered = event('user', 'user.registered', UserRegistered);
/** An account is gone: everything that it owned goes too. */
export const userDeleted = event('user', 'user.deleted', UserDeleted);
/** A personal token stopped working; the gateways forget it. */
export const tokenRevoked = fleetingEvent('user', 'token.revoked', TokenRevoked);
/** A comment was posted; the file on it is in use from now on. */
export const commentAdded = event('task', 'comment.added', CommentAdded);
/** A comment is gone; the file on it is freed. */
export const commentDeleted = event('task', 'comment.deleted', CommentDeleted);
