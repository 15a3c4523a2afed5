import { Controller, Logger, type OnModuleInit } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '#contracts/contract.js';
import type { Delivered } from '#contracts/event.js';
import {
  type SessionRevoked,
  sessionRevoked,
  type TokenRevoked,
  tokenRevoked,
  type UserDeleted,
  userDeleted,
  type UserDeletionRequested,
  userDeletionRequested,
} from '#contracts/events.js';
import { sessionContract } from '#contracts/session.contract.js';
import { InjectClient } from '#messaging/client.js';
import { EventConsumer } from '#messaging/event-consumer.js';
import { On } from '#messaging/handles.js';
import { Revocations } from './revocations.js';

/** Milliseconds before what was missed is asked for again. */
const pause = 500;

/** Hears, on every replica, of sessions, tokens and accounts that are no more, and asks for what it missed. */
@Controller()
export class RevocationListener implements OnModuleInit {
  private readonly logger = new Logger(RevocationListener.name);

  constructor(
    private readonly revocations: Revocations,
    private readonly events: EventConsumer,
    @InjectClient(sessionContract) private readonly sessions: Client<typeof sessionContract>,
  ) {}

  onModuleInit(): void {
    let turn = 0;
    this.events.onListening(() => {
      const own = ++turn;
      void this.catchUp(() => turn === own);
    });
  }

  @On(tokenRevoked)
  tokenRevoked({ data }: Delivered<TokenRevoked>): Promise<void> {
    return this.bury(data.id);
  }

  @On(sessionRevoked)
  sessionRevoked({ data }: Delivered<SessionRevoked>): Promise<void> {
    return this.bury(data.id);
  }

  @On(userDeletionRequested)
  userDeletionRequested({ data }: Delivered<UserDeletionRequested>): Promise<void> {
    return this.bury(data.id);
  }

  @On(userDeleted)
  userDeleted({ data }: Delivered<UserDeleted>): Promise<void> {
    return this.bury(data.id);
  }

  private bury(id: string): Promise<void> {
    this.revocations.bury(id);
    return Promise.resolve();
  }

  /** Events go to who listens: from before this process did, or while the broker was away, none came. */
  private async catchUp(isCurrent: () => boolean): Promise<void> {
    this.revocations.forgetBearers();
    for (let told = false; isCurrent();) {
      try {
        const { ids } = await this.sessions.ended({});
        for (const id of ids) this.revocations.bury(id);
        return;
      } catch (error) {
        if (!told) this.logger.warn(`What was revoked lately is not known yet: ${(error as Error).message}`);
        told = true;
        await sleep(pause, undefined, { ref: false });
      }
    }
  }
}
