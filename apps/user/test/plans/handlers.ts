import { AccountHandler } from '../../src/account/account.handler.js';
import { RestorationListener } from '../../src/account/restoration.listener.js';
import { CredentialHandler } from '../../src/credential/credential.handler.js';
import { DeletionListener } from '../../src/deletion/deletion.listener.js';
import { DeletionSweeper } from '../../src/deletion/deletion.sweeper.js';
import { DeletionWatch } from '../../src/deletion/deletion-watch.js';
import { PasskeyHandler } from '../../src/passkey/passkey.handler.js';
import { PasskeyRepository } from '../../src/passkey/passkey.repository.js';
import { SecondFactorHandler } from '../../src/second-factor/second-factor.handler.js';
import { SecurityHandler } from '../../src/security/security.handler.js';
import { SessionHandler } from '../../src/session/session.handler.js';
import { TokenHandler } from '../../src/token/token.handler.js';

/** Whatever answers commands of the user service, hears events and works by itself. */
export const handlers = {
  accounts: AccountHandler,
  credentials: CredentialHandler,
  deletions: DeletionListener,
  deletionSweeper: DeletionSweeper,
  deletionWatch: DeletionWatch,
  factors: SecondFactorHandler,
  passkeyRows: PasskeyRepository,
  passkeys: PasskeyHandler,
  restorations: RestorationListener,
  security: SecurityHandler,
  sessions: SessionHandler,
  tokens: TokenHandler,
};

export type AllHandlers = { [K in keyof typeof handlers]: InstanceType<(typeof handlers)[K]> };
