import { Injectable } from '@nestjs/common';
import { AccountChange, accountContract, ClientSettings, UserSettings } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import { PartialType, PickType } from '#contracts/derived.js';
import { WholeNumbers } from '#contracts/list-fields.js';
import type { SyncCommand } from '#contracts/sync.contract.js';
import { InjectClient } from '#messaging/client.js';
import { lenient } from '../http/validation.js';

class ClientChange extends PartialType(ClientSettings) {}

class GoalsChange extends PartialType(
  PickType(UserSettings, ['daily_goal', 'weekly_goal', 'vacation_mode', 'karma_disabled'] as const),
) {
  @WholeNumbers({ min: 1, max: 7, size: 7, optional: true, description: 'Days that break no streak' })
  ignore_days?: number[];
}

/** Sync commands about the person's own account, which the user service executes. */
@Injectable()
export class PersonCommands {
  constructor(@InjectClient(accountContract) private readonly accounts: Client<typeof accountContract>) {}

  knows({ type }: SyncCommand): boolean {
    return ['user_update', 'user_settings_update', 'update_goals'].includes(type);
  }

  async execute(command: SyncCommand, actor: Actor): Promise<void> {
    await this.accounts.update(await changeOf(command), actor, { requestId: `sync:${command.uuid}` });
  }
}

async function changeOf({ type, args }: SyncCommand): Promise<AccountChange> {
  const as = async <T>(metatype: new () => T, told = args): Promise<T> =>
    (await lenient.transform(told, { type: 'body', metatype })) as T;
  if (type === 'user_update') return { ...(await as(AccountChange)) };
  if (type === 'user_settings_update') return { ...(await as(ClientChange)) };
  const { ignore_days, ...goals } = await as(GoalsChange, withFlags(args, ['vacation_mode', 'karma_disabled']));
  return { ...goals, ...(ignore_days && { days_off: ignore_days }) };
}

/** Clients write these as 0 and 1, too. */
function withFlags(args: Record<string, unknown>, names: string[]): Record<string, unknown> {
  const numbers = names.filter((name) => args[name] === 0 || args[name] === 1);
  return { ...args, ...Object.fromEntries(numbers.map((name) => [name, args[name] === 1])) };
}
