import type { Actor } from '#contracts/actor.js';
import {
  type AddApp,
  type App,
  appContract,
  type Apps,
  type AppSecret,
  type NewApp,
  type UpdateApp,
} from '#contracts/app.contract.js';
import type { Handlers } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import type { ById, Nothing } from '#contracts/page.js';
import { newId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { Handles } from '#messaging/handles.js';
import { SecurityLog } from '../security/security-log.js';
import { hashSecret, newSecret } from '../session/secret.js';
import { AppRepository, appView, type KnownApp } from './app.repository.js';
import { Grants } from './grants.js';
import { refuseOthers } from './redirect-uris.js';

/** Apps that one account may have. */
const most = 50;

@Handles(appContract)
export class AppHandler implements Handlers<typeof appContract> {
  constructor(
    private readonly apps: AppRepository,
    private readonly grants: Grants,
    private readonly log: SecurityLog,
    private readonly transactions: Transactions,
  ) {}

  async add({ name, redirect_uris, confidential = true }: AddApp, { user_id }: Actor): Promise<NewApp> {
    refuseOthers(redirect_uris);
    const secret = confidential ? newAppSecret() : null;
    const app: KnownApp = {
      id: newId(),
      name: name.trim(),
      redirectUris: redirect_uris,
      secretHash: secret === null ? null : hashSecret(secret),
      createdAt: new Date(),
    };
    await this.transactions.run(async (transaction) => {
      if ((await this.apps.listOwned(user_id)).length >= most)
        throw new Failure('conflict', 'app.too_many', `There are ${most} apps already. Delete one first.`);
      await this.apps.add(app, user_id);
      await this.log.note(transaction, user_id, 'app.registered', app.name);
    });
    return { ...appView(app), client_secret: secret };
  }

  async list(_: Nothing, { user_id }: Actor): Promise<Apps> {
    return { results: (await this.apps.listOwned(user_id)).map(appView) };
  }

  async update({ id, name, redirect_uris }: UpdateApp, { user_id }: Actor): Promise<App> {
    if (redirect_uris) refuseOthers(redirect_uris);
    return this.transactions.run(async (transaction) => {
      const app = await this.apps.lockOwned(id, user_id, transaction);
      app.name = name?.trim() ?? app.name;
      app.redirectUris = redirect_uris ?? app.redirectUris;
      await this.apps.save(app, transaction);
      await this.log.note(transaction, user_id, 'app.changed', app.name);
      return appView(app);
    });
  }

  async rotate({ id }: ById, { user_id }: Actor): Promise<AppSecret> {
    const client_secret = newAppSecret();
    await this.transactions.run(async (transaction) => {
      const app = await this.apps.lockOwned(id, user_id, transaction);
      if (!app.secretHash) throw new Failure('conflict', 'app.public', 'This app keeps no secret.');
      await this.apps.save({ ...app, secretHash: hashSecret(client_secret) }, transaction);
      await this.log.note(transaction, user_id, 'app.secret_renewed', app.name);
    });
    return { client_secret };
  }

  async delete({ id }: ById, { user_id }: Actor): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const app = await this.apps.lockOwned(id, user_id, transaction);
      await this.grants.endAll(app.id, transaction);
      await this.apps.remove(app.id, transaction);
      await this.log.note(transaction, user_id, 'app.deleted', app.name);
    });
  }
}

/** Unlike a token's, so that neither is taken for the other; both are found by who looks for secrets in files. */
const newAppSecret = (): string => newSecret('errandapp_');
