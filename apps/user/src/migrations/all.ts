import { CreateMessaging1764000000000 } from '#messaging/create-messaging.migration.js';
import { CreateIdempotency1764000050000 } from '#messaging/create-idempotency.migration.js';
import { CreateUser1764000100000 } from './1764000100000-create-user.js';
import { WidenNames1764000110000 } from './1764000110000-widen-names.js';
import { CreateDeletion1764000120000 } from './1764000120000-create-deletion.js';
import { AddSettings1764000130000 } from './1764000130000-add-settings.js';
import { KeepSessions1764000140000 } from './1764000140000-keep-sessions.js';
import { SendMails1764000150000 } from './1764000150000-send-mails.js';
import { ThrottleAttempts1764000160000 } from './1764000160000-throttle-attempts.js';
import { CreateSecondFactor1764000170000 } from './1764000170000-create-second-factor.js';
import { ScopeTokens1764000180000 } from './1764000180000-scope-tokens.js';
import { CreatePasskey1764000190000 } from './1764000190000-create-passkey.js';
import { IndexWhatIsOld1764000191000 } from './1764000191000-index-what-is-old.js';
import { CreateApp1764000200000 } from './1764000200000-create-app.js';
import { CreateIdentity1764000210000 } from './1764000210000-create-identity.js';
import { AdministerAccounts1764000240000 } from './1764000240000-administer-accounts.js';
import { GuardSecurityLog1764000250000 } from './1764000250000-guard-security-log.js';
import { RegisterByMail1764000260000 } from './1764000260000-register-by-mail.js';

/** What makes the schema of this service, in the order in which it is run. */
export const migrations = [
  CreateMessaging1764000000000,
  CreateIdempotency1764000050000,
  CreateUser1764000100000,
  WidenNames1764000110000,
  CreateDeletion1764000120000,
  AddSettings1764000130000,
  KeepSessions1764000140000,
  SendMails1764000150000,
  ThrottleAttempts1764000160000,
  CreateSecondFactor1764000170000,
  ScopeTokens1764000180000,
  CreatePasskey1764000190000,
  IndexWhatIsOld1764000191000,
  CreateApp1764000200000,
  CreateIdentity1764000210000,
  AdministerAccounts1764000240000,
  GuardSecurityLog1764000250000,
  RegisterByMail1764000260000,
];
