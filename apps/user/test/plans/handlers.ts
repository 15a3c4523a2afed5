import { AboutHandler } from '../../src/about.handler.js';
import { AccountHandler } from '../../src/account/account.handler.js';
import { RestorationListener } from '../../src/account/restoration.listener.js';
import { AdminHandler } from '../../src/admin/admin.handler.js';
import { CredentialHandler } from '../../src/credential/credential.handler.js';
import { DeletionListener } from '../../src/deletion/deletion.listener.js';
import { DeletionSweeper } from '../../src/deletion/deletion.sweeper.js';
import { DeletionWatch } from '../../src/deletion/deletion-watch.js';
import { IdentityHandler } from '../../src/identity/identity.handler.js';
import { AppHandler } from '../../src/oauth/app.handler.js';
import { OAuthHandler } from '../../src/oauth/oauth.handler.js';
import { PasskeyHandler } from '../../src/passkey/passkey.handler.js';
import { PasskeyRepository } from '../../src/passkey/passkey.repository.js';
import { RegistrationHandler } from '../../src/registration/registration.handler.js';
import { SecondFactorHandler } from '../../src/second-factor/second-factor.handler.js';
import { SecurityHandler } from '../../src/security/security.handler.js';
import { SessionHandler } from '../../src/session/session.handler.js';
import { TokenHandler } from '../../src/token/token.handler.js';

/** Whatever answers commands of the user service, hears events and works by itself. */
export const handlers = {
  about: AboutHandler,
  accounts: AccountHandler,
  admin: AdminHandler,
  apps: AppHandler,
  credentials: CredentialHandler,
  deletions: DeletionListener,
  deletionSweeper: DeletionSweeper,
  deletionWatch: DeletionWatch,
  factors: SecondFactorHandler,
  identities: IdentityHandler,
  oauth: OAuthHandler,
  passkeyRows: PasskeyRepository,
  passkeys: PasskeyHandler,
  registrations: RegistrationHandler,
  restorations: RestorationListener,
  security: SecurityHandler,
  sessions: SessionHandler,
  tokens: TokenHandler,
};

export type AllHandlers = { [K in keyof typeof handlers]: InstanceType<(typeof handlers)[K]> };
