import { command, contract, query } from './contract.js';
import { Id, Text } from './fields.js';
import { Instant } from './time-fields.js';
import { PageQuery, pageOf } from './page.js';
import { PasswordOnly } from './second-factor.contract.js';

/** Everything about an account that its holder may want to have noticed. */
export const securityActs = [
  'account.registered',
  'account.reclaimed',
  'session.started',
  'session.refused',
  'session.ended',
  'session.revoked',
  'session.refresh_reused',
  'token.created',
  'token.revoked',
  'password.changed',
  'password.reset',
  'email.verified',
  'email.change_requested',
  'email.changed',
  'second_factor.enabled',
  'second_factor.disabled',
  'recovery_code.used',
  'recovery_codes.renewed',
  'passkey.added',
  'passkey.removed',
  'app.registered',
  'app.changed',
  'app.secret_renewed',
  'app.deleted',
  'app.allowed',
  'app.revoked',
  'app.code_reused',
  'identity.linked',
  'identity.unlinked',
  'account.disabled',
  'account.enabled',
  'account.deleted',
  'account.exported',
  'administrator.named',
  'administrator.dismissed',
  'registration.opened',
  'registration.closed',
] as const;

export type SecurityAct = (typeof securityActs)[number];

/** Something that happened to the security of an account, and from where. It stays as it was noted. */
export class SecurityEvent {
  @Id() id!: string;
  @Text({ max: 50, description: `What was done; more may come: ${securityActs.map((act) => `\`${act}\``).join(', ')}` })
  act!: SecurityAct;
  @Instant() happened_at!: string;
  @Text({ max: 45, nullable: true, description: 'IP address' }) address!: string | null;
  @Text({ max: 200, nullable: true, description: '`Firefox on Linux`, as far as it tells' }) device!: string | null;
  @Text({ max: 255, nullable: true, description: 'Of which token or session, in words' }) detail!: string | null;
}

export class SecurityEventPage extends pageOf(SecurityEvent) {}

/**
 * What happened to the security of the actor's own account.
 * - `list`: the newest first.
 * - `confirmExport`: the password, before everything that is known of somebody is handed out; `account.wrong_password` (forbidden).
 */
export const securityContract = contract('user.security', {
  list: query(PageQuery, SecurityEventPage),
  confirmExport: command(PasswordOnly),
});
