import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { measure } from '#service/metrics.js';
import { participants } from './deletion.js';

/** Tells in the metrics how many deletions wait for whom, and for how long. */
@Injectable()
export class DeletionWatch implements OnModuleInit {
  constructor(private readonly dataSource: DataSource) {}

  onModuleInit(): void {
    const help = 'Deleted accounts of which a participant still keeps something, as far as it has told';
    measure('account_deletions_waiting', help, () => this.waiting(), 'participant');
    const oldest = 'How long the first deletion that is not complete has been under way';
    measure('account_deletions_oldest_age_seconds', oldest, () => this.age());
  }

  /** How many deletions wait for each participant. */
  async waiting(): Promise<Record<string, number>> {
    const rows = await this.dataSource.query<{ participant: string; number: unknown }[]>(
      'SELECT participant, COUNT(*) AS number FROM deletion_step WHERE purged_at IS NULL GROUP BY participant',
    );
    const none = participants.map((participant) => [participant, 0] as const);
    const some = rows.map(({ participant, number }) => [participant, Number(number)] as const);
    return Object.fromEntries([...none, ...some]);
  }

  /** Seconds that the first one which is not complete has been under way. */
  async age(): Promise<number> {
    const [row] = await this.dataSource.query<{ age: unknown }[]>(
      `SELECT TIMESTAMPDIFF(MICROSECOND, MIN(requested_at), UTC_TIMESTAMP(3)) / 1000000 AS age
       FROM deletion WHERE completed_at IS NULL`,
    );
    return Number(row?.age ?? 0);
  }
}
