import { Column, Entity } from 'typeorm';
import { type PersonalToken, type TokenScope, tokenScopes } from '#contracts/token.contract.js';
import { IdColumn, IdPrimaryColumn } from '#database/id.js';

/** A personal token, or one of an app; of the secret itself only the hash is kept. */
@Entity('personal_token')
export class PersonalTokenEntity {
  @IdPrimaryColumn() id!: string;
  @IdColumn({ name: 'account_id' }) accountId!: string;
  @Column('varchar') name!: string;
  @Column('binary', { length: 32 }) hash!: Buffer;
  @Column('datetime', { name: 'created_at' }) createdAt!: Date;
  @Column('datetime', { name: 'last_used_at', nullable: true }) lastUsedAt!: Date | null;

  /** What it is good for, with commas between; null for everything. */
  @Column('varchar', { nullable: true }) scopes!: string | null;
  @Column('datetime', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;

  /** The app that somebody let in with it; null for one of their own. */
  @IdColumn({ name: 'app_id', nullable: true }) appId!: string | null;

  get scopeList(): TokenScope[] {
    return this.scopes === null ? [...tokenScopes] : (this.scopes.split(',') as TokenScope[]);
  }

  toView(): PersonalToken {
    return {
      id: this.id,
      name: this.name,
      created_at: this.createdAt.toISOString(),
      last_used_at: this.lastUsedAt?.toISOString() ?? null,
      scopes: this.scopeList,
      expires_at: this.expiresAt?.toISOString() ?? null,
    };
  }
}
