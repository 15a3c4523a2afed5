import { Actor } from './actor.js';
import { command, contract, openCommand, query } from './contract.js';
import { Id, Text, Whole } from './fields.js';
import { SomeOf } from './list-fields.js';
import { ListOf, Nested } from './nested-fields.js';
import { Instant } from './time-fields.js';
import { ById, Nothing } from './page.js';

/**
 * What a token may be good for, in Todoist's words: `data:read_write` includes `data:read` and `task:add`, and none but
 * `data:delete` and `project:delete` deletes.
 */
export const tokenScopes = ['task:add', 'data:read', 'data:read_write', 'data:delete', 'project:delete'] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** A personal token for scripts and other programs; the name is for its owner to recognise it by. */
export class CreateToken {
  @Text({ min: 1, max: 100, example: 'backup script' }) name!: string;
  @SomeOf(tokenScopes, {
    optional: true,
    description: 'What it is good for; everything but the account itself, unless told',
  })
  scopes?: TokenScope[];
  @Whole({
    min: 1,
    max: 3650,
    optional: true,
    nullable: true,
    description: 'Days until it expires; it does not, unless told',
  })
  expires_in_days?: number | null;
}

export class PersonalToken {
  @Id() id!: string;
  @Text({ max: 100 }) name!: string;
  @Instant() created_at!: string;
  @Instant({ nullable: true, description: 'When it was last used, to the minute' }) last_used_at!: string | null;
  @SomeOf(tokenScopes) scopes!: TokenScope[];
  @Instant({ nullable: true }) expires_at!: string | null;
}

/** A new token. `token` is shown this once: only its hash is kept. */
export class NewToken {
  @Id() id!: string;
  @Text({ max: 100 }) name!: string;
  @Text({ max: 128 }) token!: string;
  @SomeOf(tokenScopes) scopes!: TokenScope[];
  @Instant({ nullable: true }) expires_at!: string | null;
}

export class PersonalTokens {
  @ListOf(() => PersonalToken) results!: PersonalToken[];
}

export class TokenSecret {
  @Text({ max: 512 }) token!: string;
}

/** Who stands behind a personal token. */
export class TokenBearer {
  @Id() token_id!: string;
  @Nested(() => Actor) actor!: Actor;
  @SomeOf(tokenScopes) scopes!: TokenScope[];
  @Instant({ nullable: true }) expires_at!: string | null;
}

/**
 * Personal tokens.
 * - `revoke`: `token.not_found`; other people's tokens read the same.
 * - `authenticate`: `token.unknown` (unauthenticated) for one that does not exist, was revoked or has expired.
 */
export const tokenContract = contract('user.token', {
  create: command(CreateToken, NewToken),
  list: query(Nothing, PersonalTokens),
  revoke: command(ById),
  authenticate: openCommand(TokenSecret, TokenBearer),
});
