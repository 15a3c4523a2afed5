import { Actor } from './actor.js';
import { command, contract, openCommand, query } from './contract.js';
import { Id, Instant, ListOf, Nested, Text } from './fields.js';
import { ById, Nothing } from './page.js';

/** A personal token for scripts and other programs; the name is for its owner to recognise it by. */
export class CreateToken {
  @Text({ min: 1, max: 100, example: 'backup script' }) name!: string;
}

export class PersonalToken {
  @Id() id!: string;
  @Text({ max: 100 }) name!: string;
  @Instant() created_at!: string;
  @Instant({ nullable: true, description: 'When it was last used, to the minute' }) last_used_at!: string | null;
}

/** A new token. `token` is shown this once: only its hash is kept. */
export class NewToken {
  @Id() id!: string;
  @Text({ max: 100 }) name!: string;
  @Text({ max: 128 }) token!: string;
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
}

/**
 * Personal tokens.
 * - `revoke`: `token.not_found`; other people's tokens read the same.
 * - `authenticate`: `token.unknown` (unauthenticated) for one that does not exist or was revoked.
 */
export const tokenContract = contract('user.token', {
  create: command(CreateToken, NewToken),
  list: query(Nothing, PersonalTokens),
  revoke: command(ById),
  authenticate: openCommand(TokenSecret, TokenBearer),
});
