import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { readToken, writeToken } from './sync-token.js';

/** Days for which a token is good. The log is kept a little longer. */
export const tokenDays = 30;

const day = 24 * 3600;
const now = (): number => Math.floor(Date.now() / 1000);

/** Gives tokens out and takes them back, signed with the secret that all replicas find in the database. */
@Injectable()
export class SyncTokens {
  private secret?: Buffer;

  constructor(private readonly dataSource: DataSource) {}

  async write(seen: Map<number, number>, actor: Actor): Promise<string> {
    return writeToken({ issuedAt: now(), seen }, actor.user_id, await this.key());
  }

  /** Undefined for what was not given to this person, or too long ago. */
  async read(text: string, actor: Actor): Promise<Map<number, number> | undefined> {
    const token = readToken(text, actor.user_id, await this.key());
    return token && now() - token.issuedAt < tokenDays * day ? token.seen : undefined;
  }

  private async key(): Promise<Buffer> {
    if (!this.secret) {
      const [row] = await this.dataSource.query<{ secret: Buffer }[]>('SELECT secret FROM sync_key');
      this.secret = row.secret;
    }
    return this.secret;
  }
}
