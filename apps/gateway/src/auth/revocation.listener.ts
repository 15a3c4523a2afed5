import { Controller } from '@nestjs/common';
import type { Delivered } from '#contracts/event.js';
import {
  type TokenRevoked,
  tokenRevoked,
  type UserDeleted,
  userDeleted,
  type UserDeletionRequested,
  userDeletionRequested,
} from '#contracts/events.js';
import { On } from '#messaging/handles.js';
import { Revocations } from './revocations.js';

/** Hears, on every replica, of tokens and accounts that are no more. */
@Controller()
export class RevocationListener {
  constructor(private readonly revocations: Revocations) {}

  @On(tokenRevoked)
  tokenRevoked({ data }: Delivered<TokenRevoked>): Promise<void> {
    this.revocations.forgetToken(data.id);
    return Promise.resolve();
  }

  @On(userDeletionRequested)
  userDeletionRequested({ data }: Delivered<UserDeletionRequested>): Promise<void> {
    this.revocations.forgetUser(data.id);
    return Promise.resolve();
  }

  @On(userDeleted)
  userDeleted({ data }: Delivered<UserDeleted>): Promise<void> {
    this.revocations.forgetUser(data.id);
    return Promise.resolve();
  }
}
