import { type DynamicModule, Module } from '@nestjs/common';
import { DatabaseModule } from '#database/database.module.js';
import { MessagingServiceModule } from '#messaging/service.module.js';
import { HealthModule } from '#service/health.js';
import { AboutHandler } from './about.handler.js';
import { Account } from './account/account.entity.js';
import { AccountHandler } from './account/account.handler.js';
import { AccountNews } from './account/account-news.js';
import { AccountRepository } from './account/account.repository.js';
import { RestorationListener } from './account/restoration.listener.js';
import { DELETION_TIMEOUT } from './deletion/deletion.js';
import { DeletionListener } from './deletion/deletion.listener.js';
import { DeletionRepository } from './deletion/deletion.repository.js';
import { DeletionSweeper } from './deletion/deletion.sweeper.js';
import { DeletionWatch } from './deletion/deletion-watch.js';
import { migrations } from './migrations/all.js';
import { AccessTokenSigner, SIGNING_KEY_DAYS } from './session/access-token.signer.js';
import { RefreshTokens } from './session/refresh-tokens.js';
import { SessionEndings } from './session/session-endings.js';
import { SESSION_LIMITS } from './session/session-limits.js';
import { SessionHandler } from './session/session.handler.js';
import { SessionRepository } from './session/session.repository.js';
import { CredentialHandler } from './credential/credential.handler.js';
import { Emails } from './credential/emails.js';
import { FirstProof } from './credential/first-proof.js';
import { Passwords } from './credential/passwords.js';
import { MailLinks } from './mail/mail-links.js';
import { MailQueue } from './mail/mail-queue.js';
import { MailAddressing, WEB_URL } from './mail/mail-addressing.js';
import { MailSender } from './mail/mail-sender.js';
import { MAIL_TRANSPORT, mailTransport } from './mail/mail-transport.js';
import { SecretsKeys } from './security/secrets-key.js';
import { SecurityHandler } from './security/security.handler.js';
import { AppHandler } from './oauth/app.handler.js';
import { AppRepository } from './oauth/app.repository.js';
import { Codes } from './oauth/codes.js';
import { Grants } from './oauth/grants.js';
import { OAuthHandler } from './oauth/oauth.handler.js';
import { IdentityHandler } from './identity/identity.handler.js';
import { IdentityQuestions } from './identity/identity-questions.js';
import { IdentityRepository } from './identity/identity.repository.js';
import { IdentitySignIns } from './identity/identity-sign-ins.js';
import { OpenIdProviders } from './identity/openid-providers.js';
import { IDENTITY_PROVIDERS } from './identity/provider-settings.js';
import { WaysIn } from './identity/ways-in.js';
import { PasskeyChecks } from './passkey/passkey-checks.js';
import { PasskeyHandler } from './passkey/passkey.handler.js';
import { PasskeyQuestions } from './passkey/passkey-questions.js';
import { PasskeyRepository } from './passkey/passkey.repository.js';
import { RELYING_PARTY, relyingParty } from './passkey/relying-party.js';
import { RecoveryCodes } from './second-factor/recovery-codes.js';
import { SecondFactorHandler } from './second-factor/second-factor.handler.js';
import { SecondFactors } from './second-factor/second-factors.js';
import { TotpRepository } from './second-factor/totp.repository.js';
import { Throttle } from './security/throttle.js';
import { SecurityLog } from './security/security-log.js';
import { SignIn } from './session/sign-in.js';
import { PersonalTokenEntity } from './token/token.entity.js';
import { TokenHandler } from './token/token.handler.js';
import { TokenRepository } from './token/token.repository.js';
import { AdminHandler } from './admin/admin.handler.js';
import { Administration } from './admin/administration.js';
import { AdminAccounts } from './admin/admin-accounts.js';
import { Installations } from './admin/installations.js';
import { ADMIN_EMAILS, NamedAdministrators } from './admin/named-administrators.js';
import { OperatorOrders } from './admin/operator-orders.js';
import { REGISTER_BY_MAIL, RegistrationHandler } from './registration/registration.handler.js';
import { Registrations } from './registration/registrations.js';
import { WantedAccounts } from './registration/wanted-accounts.js';
import { Audit } from './security/audit.js';
import { guardLog } from './security/log-guard.js';
import { LogSweeper } from './security/log-sweeper.js';
import type { UserSettings } from './user.service.js';

@Module({})
export class UserModule {
  static forRoot(settings: UserSettings): DynamicModule {
    return {
      module: UserModule,
      imports: [
        HealthModule,
        DatabaseModule.forRoot({
          ...settings,
          url: settings.databaseUrl,
          entities: [Account, PersonalTokenEntity],
          migrations,
          complete: guardLog,
        }),
        MessagingServiceModule.forRoot({ service: 'user', ...settings }),
      ],
      controllers: [
        AccountHandler,
        SessionHandler,
        TokenHandler,
        SecurityHandler,
        CredentialHandler,
        SecondFactorHandler,
        PasskeyHandler,
        AppHandler,
        OAuthHandler,
        IdentityHandler,
        AdminHandler,
        RegistrationHandler,
        AboutHandler,
        DeletionListener,
        RestorationListener,
      ],
      providers: [
        AccountRepository,
        AccountNews,
        Registrations,
        WantedAccounts,
        { provide: REGISTER_BY_MAIL, useValue: settings.registerByMail },
        SessionRepository,
        RefreshTokens,
        SessionEndings,
        SignIn,
        SecurityLog,
        LogSweeper,
        Audit,
        Administration,
        AdminAccounts,
        Installations,
        NamedAdministrators,
        OperatorOrders,
        { provide: ADMIN_EMAILS, useValue: settings.adminEmails },
        Throttle,
        PasskeyChecks,
        PasskeyQuestions,
        PasskeyRepository,
        AppRepository,
        Codes,
        Grants,
        IdentityQuestions,
        IdentityRepository,
        IdentitySignIns,
        OpenIdProviders,
        WaysIn,
        { provide: IDENTITY_PROVIDERS, useValue: settings.identityProviders },
        { provide: RELYING_PARTY, useValue: relyingParty(settings.publicUrl) },
        TotpRepository,
        RecoveryCodes,
        SecondFactors,
        FirstProof,
        Passwords,
        Emails,
        MailLinks,
        MailQueue,
        MailAddressing,
        MailSender,
        { provide: WEB_URL, useValue: settings.publicUrl },
        { provide: SecretsKeys, useValue: new SecretsKeys(settings.secretsKey) },
        { provide: MAIL_TRANSPORT, useValue: mailTransport(settings.mail) },
        { provide: SESSION_LIMITS, useValue: settings.sessions },
        { provide: SIGNING_KEY_DAYS, useValue: settings.signingKeyDays },
        AccessTokenSigner,
        TokenRepository,
        { provide: DELETION_TIMEOUT, useValue: settings.deletionTimeout },
        DeletionRepository,
        DeletionSweeper,
        DeletionWatch,
      ],
    };
  }
}
