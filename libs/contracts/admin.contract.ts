import { command, contract, query } from './contract.js';
import { CurrentPassword } from './current-password.js';
import { Email, Flag, Id, OneOf, Text, Whole } from './fields.js';
import { Instant, DateOrTime } from './time-fields.js';
import { ById, Nothing, PageQuery, pageOf } from './page.js';
import { securityActs, type SecurityAct } from './security.contract.js';

/** Which accounts: those whose address has these letters in it, or all. */
export class AccountQuery extends PageQuery {
  @Text({ min: 1, max: 254, optional: true, description: 'Part of the address' }) query?: string;
}

/** An account as administrators see it: who it is, and nothing of what it has. */
export class AdminAccount {
  @Id() id!: string;
  @Email() email!: string;
  @Text({ max: 255 }) full_name!: string;
  @Flag() email_verified!: boolean;
  @Flag() is_administrator!: boolean;
  @Flag({ description: 'Whether signing in takes a code besides the password' }) second_factor!: boolean;
  @Instant({ nullable: true, description: 'Since when nobody gets in' }) disabled_at!: string | null;
  @Instant() joined_at!: string;
  @Instant({ nullable: true, description: 'When a session that is alive was last used' }) last_used_at!: string | null;
}

export class AdminAccountPage extends pageOf(AdminAccount) {}

/** Somebody else’s account, with the password of the administrator who deletes it. */
export class DeleteOther extends ById {
  @CurrentPassword() current_password!: string;
}

export class InstallationChange {
  @Flag({ description: 'Whether anybody may open an account' }) registration_open!: boolean;
}

export class Installation extends InstallationChange {
  @Whole() accounts!: number;
  @Whole() disabled_accounts!: number;
  @Whole({ description: 'Those that are not disabled' }) administrators!: number;
}

/** Which lines of the log: of an account, of one kind, of a time. */
export class AuditQuery extends PageQuery {
  @Id({ optional: true, description: 'Whom it is about' }) account_id?: string;
  @OneOf(securityActs, { optional: true }) act?: SecurityAct;
  @DateOrTime({
    optional: true,
    description: 'From this moment on, in UTC unless it says otherwise; a date is its first moment',
  })
  since?: string;
  @DateOrTime({ optional: true, description: 'Before this moment' }) until?: string;
}

/** What somebody did about the security of an account or the installation. Ids stay when accounts are deleted; all else of a person goes. */
export class AuditEntry {
  @Id() id!: string;
  @Text({ max: 50 }) act!: SecurityAct;
  @Instant() happened_at!: string;
  @Id({ nullable: true, description: 'Whom it is about' }) account_id!: string | null;
  @Text({ max: 254, nullable: true, description: 'The address of that account now' }) email!: string | null;
  @Id({ nullable: true, description: 'The administrator who did it' }) actor_id!: string | null;
  @OneOf(['holder', 'administrator', 'command_line', 'environment']) via!: string;
  @Text({ max: 45, nullable: true }) address!: string | null;
  @Text({ max: 200, nullable: true }) device!: string | null;
  @Text({ max: 512, nullable: true }) detail!: string | null;
}

export class AuditPage extends pageOf(AuditEntry) {}

/**
 * What administrators do; for everybody else `admin.required` (forbidden).
 * - `check`: nothing but that.
 * - `getAccount`, and what changes one: `account.not_found`.
 * - `disable`: ends its sessions; until `enable` nobody gets in, with tokens neither, and it is sent no mails and no reminders.
 * - `delete`: as if its holder did; `account.wrong_password` (forbidden) is about the administrator’s own.
 * - `disable`, `delete`: `admin.last` (conflict) for the last administrator who gets in.
 * - `audit`: the newest first.
 */
export const adminContract = contract('user.admin', {
  check: query(Nothing),
  listAccounts: query(AccountQuery, AdminAccountPage),
  getAccount: query(ById, AdminAccount),
  disable: command(ById, AdminAccount),
  enable: command(ById, AdminAccount),
  delete: command(DeleteOther),
  installation: query(Nothing, Installation),
  change: command(InstallationChange, Installation),
  audit: query(AuditQuery, AuditPage),
});
