import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { DataSource, type EntityManager } from 'typeorm';
import { Failure } from '#contracts/failure.js';
import { batched } from '#database/batched.js';
import { insertRows } from '#database/insert.js';
import { isDuplicate } from '#database/outage.js';
import { Transactions } from '#database/transactions.js';
import { answeringEarly } from './answering-early.js';
import { type Executed, Execution } from './execution.js';
import { isPlanted } from './planted-bug.js';
import type { IdempotencyLike, Repeatable } from './repeatable.js';

const hour = 3_600_000;

/**
 * Executes a command once for each user and request id. The row that remembers it is written in the transaction of its
 * change: a command that is delivered again, by the broker or by whoever sent it, finds the row and gets the first answer.
 * Refusals change nothing and are not remembered. Rows live for 24 hours.
 */
@Injectable()
export class Idempotency implements IdempotencyLike, OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(Idempotency.name);
  private sweeper?: NodeJS.Timeout;

  constructor(
    private readonly transactions: Transactions,
    private readonly dataSource: DataSource,
  ) {
    if (isPlanted('answer-before-commit')) this.transactions = answeringEarly(transactions);
  }

  /** Runs the work, or answers what it answered before; `request.id_reused` (invalid) when it was asked for something else. */
  once(command: Repeatable, work: () => Promise<string>): Promise<string> {
    return command.together && !command.repeated
      ? this.workFirst(command, work)
      : this.claimFirst(new Execution(command), work);
  }

  onModuleInit(): void {
    this.sweeper = setInterval(() => void this.sweep(), hour).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.sweeper);
  }

  /** Whoever claims the id works; others wait for that transaction, and find its answer or take over. */
  private claimFirst(execution: Execution, work: () => Promise<string>): Promise<string> {
    return this.transactions.run(async (transaction) => {
      if (!(await claim(execution, transaction))) {
        return execution.replay((await find(execution, transaction))!);
      }
      const answer = await work();
      await transaction.query('UPDATE idempotency SET answer = ? WHERE user_id = ? AND request_id_hash = ?', [
        execution.seal(answer),
        ...execution.key,
      ]);
      return answer;
    });
  }

  /**
   * Works in one transaction with others, as a command that probably comes for the first time: that it was executed before
   * shows in the end, because its id is taken, or earlier, because it is refused after its own effect.
   */
  private async workFirst(command: Repeatable, work: () => Promise<string>): Promise<string> {
    try {
      return await this.transactions.together(async (transaction) => {
        const [answer, execution] = await Promise.all([work(), executionMeanwhile(command)]);
        await keep({ execution, answer }, transaction);
        return answer;
      });
    } catch (error) {
      if (!isDuplicate(error) && !(error instanceof Failure)) throw error;
      const execution = new Execution(command);
      const before = await find(execution, this.dataSource.manager);
      if (!before) throw error;
      return execution.replay(before);
    }
  }

  /** Forgets what was executed long ago, some of it. */
  async sweep(): Promise<void> {
    await this.dataSource
      .query('DELETE FROM idempotency WHERE created_at < UTC_TIMESTAMP(3) - INTERVAL 24 HOUR LIMIT 10000')
      .catch((error: Error) => this.logger.warn(`Old request ids could not be swept: ${error.message}`));
  }
}

/** Its hashes are made while the database has the first statement of the work. */
async function executionMeanwhile(command: Repeatable): Promise<Execution> {
  await setImmediate();
  return new Execution(command);
}

/** Waits for a transaction that holds the same key; false when the command was executed before. */
async function claim({ key, requestHash }: Execution, transaction: EntityManager): Promise<boolean> {
  const { affectedRows } = await transaction.query<{ affectedRows: number }>(
    `INSERT IGNORE INTO idempotency (user_id, request_id_hash, request_hash, answer, created_at)
     VALUES (?, ?, ?, '', UTC_TIMESTAMP(3))`,
    [...key, requestHash],
  );
  return affectedRows > 0;
}

async function find({ key }: Execution, manager: EntityManager): Promise<Executed | undefined> {
  const [row] = await manager.query<Executed[]>(
    'SELECT request_hash, answer FROM idempotency WHERE user_id = ? AND request_id_hash = ?',
    key,
  );
  return row;
}

const columns = ['user_id', 'request_id_hash', 'request_hash', 'answer', 'created_at'];

const keep = batched(async (executed: { execution: Execution; answer: string }[], transaction) => {
  const now = new Date();
  const rows = executed.map(({ execution, answer }) => [
    ...execution.key,
    execution.requestHash,
    execution.seal(answer),
    now,
  ]);
  await insertRows('idempotency', columns, rows, transaction);
  return executed.map(() => undefined);
});
