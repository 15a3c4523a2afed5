import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Failure, notFound } from '#contracts/failure.js';
import { bytesToId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import type { Author } from '../security/security-log.js';
import { Administration } from './administration.js';
import { Installations } from './installations.js';

/** Milliseconds between looks for what was ordered. */
const interval = 1000;

const author: Author = { via: 'command_line' };

interface Order {
  id: Buffer;
  act: string;
  account_id: Buffer | null;
}

/**
 * Does what `npm run errand -- user` orders. Whoever may write into this service's schema may do anything to accounts already, so that an
 * order needs no further proof; and it is done by the same code as any other, with its events.
 */
@Injectable()
export class OperatorOrders implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('OperatorOrders');
  private timer?: NodeJS.Timeout;
  private working?: Promise<void>;

  constructor(
    private readonly administration: Administration,
    private readonly installations: Installations,
    private readonly transactions: Transactions,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.working ??= this.work().finally(() => (this.working = undefined));
    }, interval).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.working;
  }

  private async work(): Promise<void> {
    try {
      while (await this.next());
    } catch (error) {
      this.logger.warn(`Orders wait for the next look: ${(error as Error).message}`);
    }
  }

  /** False when nothing is ordered. */
  private async next(): Promise<boolean> {
    let order: Order | undefined;
    try {
      return await this.transactions.run(async (transaction) => {
        order = await this.claim(transaction);
        if (order) await this.obey(order, transaction);
        if (order) await this.settle(order, null, transaction);
        return order !== undefined;
      });
    } catch (error) {
      const refused = order;
      if (!refused || !(error instanceof Failure)) throw error;
      await this.transactions.run((transaction) => this.settle(refused, error.message, transaction));
      return true;
    }
  }

  private async claim(transaction: EntityManager): Promise<Order | undefined> {
    const [order] = await transaction.query<Order[]>(
      `SELECT id, act, account_id FROM operator_order WHERE done_at IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    return order;
  }

  private async obey({ act, account_id }: Order, transaction: EntityManager): Promise<void> {
    if (act === 'registration.open') return this.installations.setRegistration(true, author, transaction);
    if (act === 'registration.close') return this.installations.setRegistration(false, author, transaction);
    if (!account_id) throw notFound('account');
    const id = bytesToId(account_id);
    const acts: Record<string, (() => Promise<void>) | undefined> = {
      disable: () => this.administration.disable(id, author),
      enable: () => this.administration.enable(id, author),
      delete: () => this.administration.delete(id, author),
      name: () => this.administration.setAdministrator(id, true, author),
      dismiss: () => this.administration.setAdministrator(id, false, author),
    };
    const work = acts[act];
    if (!work) throw new Failure('invalid', 'order.unknown', `This version does not know the order ${act}.`);
    await work();
  }

  private async settle({ id }: Order, refusal: string | null, transaction: EntityManager): Promise<void> {
    await transaction.query('UPDATE operator_order SET done_at = UTC_TIMESTAMP(3), refusal = ? WHERE id = ?', [
      refusal,
      id,
    ]);
  }
}
