import { About } from '#contracts/about.contract.js';
import { AdminAccount } from '#contracts/admin.contract.js';
import { Flag, OneOf, Text } from '#contracts/fields.js';
import { ListOf, Nested } from '#contracts/nested-fields.js';
import { pageOf } from '#contracts/page.js';
import { AccountUsage } from '#contracts/usage.contract.js';

/** An account, and what its files take up. */
export class ListedAccount extends AdminAccount {
  @Nested(() => AccountUsage, { nullable: true, description: 'Null while the storage service is away' })
  storage!: AccountUsage | null;
}

export class ListedAccountPage extends pageOf(ListedAccount) {}

/** A process as it answers for itself; of one that is away, the name alone. */
export class ProcessVersion extends About {
  @Flag() available!: boolean;
}

/** What this installation is made of. */
export class Versions {
  @ListOf(() => ProcessVersion) processes!: ProcessVersion[];
  @Text({ max: 200, nullable: true, description: 'As it calls itself; null while it is away' }) broker!: string | null;
}

/** How an account may be changed. */
export class AccountState {
  @OneOf(['enabled', 'disabled']) state!: 'enabled' | 'disabled';
}
