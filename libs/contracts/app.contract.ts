import { command, contract, query } from './contract.js';
import { PartialType, PickType } from './derived.js';
import { Flag, Id, Text } from './fields.js';
import { Words } from './list-fields.js';
import { ListOf } from './nested-fields.js';
import { Instant } from './time-fields.js';
import { ById, Nothing } from './page.js';

/** A program of somebody's that others may let into their accounts (RFC 6749, 2). */
export class AddApp {
  @Text({ min: 1, max: 100, example: 'Calendar bridge' }) name!: string;
  @Words({
    max: 2000,
    size: 20,
    description:
      'Where it may be sent back to, to the letter, with any port at 127.0.0.1 and [::1]: `https://…`, `http://` on the ' +
      'person’s own machine, or a scheme of its own with a dot in it',
  })
  redirect_uris!: string[];
  @Flag({
    optional: true,
    description: 'Whether it can keep a secret, as on a server and not in a browser or on a phone; it can, unless told',
  })
  confidential?: boolean;
}

/** What is to be different about an app; whether it keeps a secret stays as it is. */
export class AppChange extends PartialType(PickType(AddApp, ['name', 'redirect_uris'])) {}

export class UpdateApp extends AppChange {
  @Id() id!: string;
}

export class App {
  @Id({ description: 'What OAuth calls its `client_id`' }) id!: string;
  @Text({ max: 100 }) name!: string;
  @Words({ max: 2000, size: 20 }) redirect_uris!: string[];
  @Flag() confidential!: boolean;
  @Instant() created_at!: string;
}

export class Apps {
  @ListOf(() => App) results!: App[];
}

/** A new app. */
export class NewApp extends App {
  @Text({
    max: 128,
    nullable: true,
    description: 'Shown this once: only its hash is kept; null for one that keeps none',
  })
  client_secret!: string | null;
}

export class AppSecret {
  @Text({ max: 128, description: 'Shown this once; the one before it stops working' }) client_secret!: string;
}

/**
 * The apps that the actor has registered; `app.not_found` also for other people's.
 * - `add`: `app.redirect_uri_invalid` (invalid) for an address that codes must not be sent to, `app.too_many` (conflict) beyond 50.
 * - `update`: `app.redirect_uri_invalid` (invalid).
 * - `rotate`: `app.public` (conflict) for one that keeps no secret.
 * - `delete`: everything that people let it do ends with it.
 */
export const appContract = contract('user.app', {
  add: command(AddApp, NewApp),
  list: query(Nothing, Apps),
  update: command(UpdateApp, App),
  rotate: command(ById, AppSecret),
  delete: command(ById),
});
