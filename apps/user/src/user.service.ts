import { type SchemaSettings, schemaSettings } from '#database/schema-settings.js';
import { type MessagingSettings, messagingSettings } from '#messaging/messaging-settings.js';
import { MessageServer } from '#messaging/server.js';
import {
  brokerUrl,
  databaseUrl,
  type Environment,
  type ProcessSettings,
  processSettings,
} from '#service/environment.js';
import type { Rotating } from '#service/rotating.js';
import { secretKeys } from '#service/secret-keys.js';
import type { Service } from '#service/run.js';
import { type ProviderSettings, providerSettings } from './identity/provider-settings.js';
import type { MailSettings } from './mail/mail-transport.js';
import type { SessionLimits } from './session/session-limits.js';
import { UserModule } from './user.module.js';

export interface UserSettings extends ProcessSettings, MessagingSettings, SchemaSettings {
  brokerUrl: string;
  databaseUrl: string;
  /** Milliseconds that others have to remove what a deleted account owned before they are asked again. */
  deletionTimeout: number;
  sessions: SessionLimits;
  mail: MailSettings;
  /** Where people reach the web client: where links in mails lead. */
  publicUrl: string;
  /** The systems that people may sign in with. */
  identityProviders: ProviderSettings[];
  /** Whether a mail has to be answered before there is an account. */
  registerByMail: boolean;
  /** Addresses whose accounts look after the installation, once they are confirmed. */
  adminEmails: string[];
  /** What secrets in the database cannot be read without; the same for all replicas. */
  secretsKey: Rotating;
  /** Days after which another key signs access tokens. */
  signingKeyDays: number;
}

/** By mail where mails reach people. */
const usualRegistration = (environment: Environment): 'at_once' | 'by_mail' =>
  environment.text('SMTP_URL', '') ? 'by_mail' : 'at_once';

/** Accounts, sessions and personal tokens: who somebody is. */
export const userService: Service<UserSettings> = {
  name: 'user',
  settings: (environment) => ({
    ...processSettings(environment, 'user', 8082),
    brokerUrl: brokerUrl(environment, 'user'),
    databaseUrl: databaseUrl(environment, 'user'),
    ...schemaSettings(environment),
    ...messagingSettings(environment),
    sessions: {
      idleDays: environment.whole('SESSION_IDLE_DAYS', 30, 1, 3650),
      lifeDays: environment.whole('SESSION_LIFE_DAYS', 90, 1, 3650),
    },
    mail: {
      smtpUrl: environment.optionalUrl('SMTP_URL', ['smtp', 'smtps']),
      folder: environment.text('MAIL_DIR', ''),
      from: environment.text('MAIL_FROM', 'Errand <errand@localhost>'),
    },
    publicUrl: environment.url('PUBLIC_URL', ['http', 'https'], 'http://127.0.0.1:8000').replace(/\/+$/, ''),
    identityProviders: providerSettings(environment),
    registerByMail:
      environment.oneOf('REGISTRATION', ['at_once', 'by_mail'], usualRegistration(environment)) === 'by_mail',
    adminEmails: environment.text('ADMIN_EMAILS', '').toLowerCase().split(/[ ,]+/).filter(Boolean),
    secretsKey: secretKeys(environment, 'SECRETS_KEY'),
    signingKeyDays: environment.whole('SIGNING_KEY_DAYS', 90, 1, 3650),
    deletionTimeout: environment.whole('DELETION_TIMEOUT_MS', 300_000, 100),
  }),
  module: (settings) => UserModule.forRoot(settings),
  prepare: (app) => {
    app.connectMicroservice({ strategy: app.get(MessageServer) });
  },
};
