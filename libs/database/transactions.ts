import { Injectable } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';
import { DataSource, type EntityManager } from 'typeorm';
import { Companies } from './company.js';
import { isLockConflict } from './outage.js';
import { begin } from './begin.js';

const tries = 5;
/** Before the second try, ms; grows with each. Its random share keeps those who collided from colliding again. */
const longestPause = 10;

const current = new AsyncLocalStorage<EntityManager>();

/**
 * The one place where transactions begin: READ COMMITTED, and run again when a deadlock or a lock's time-out rolled them
 * back. Work that runs inside another's transaction becomes part of it.
 */
@Injectable()
export class Transactions {
  private readonly companies: Companies;

  constructor(private readonly dataSource: DataSource) {
    this.companies = new Companies(dataSource);
  }

  /** What to read with outside of `run`: the transaction that this work is part of, if it is part of one. */
  get manager(): EntityManager {
    return current.getStore() ?? this.dataSource.manager;
  }

  /** Runs the work in a transaction, again from its start (at most five times) when another one was in its way. */
  async run<T>(work: (transaction: EntityManager) => Promise<T>): Promise<T> {
    const outer = current.getStore();
    if (outer) return work(outer);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt === tries || !isLockConflict(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * longestPause * attempt));
      }
    }
  }

  /**
   * Runs the work in a transaction of its own, which stays whatever becomes of the one that it is asked in. It must not want a row
   * that the other one has locked.
   */
  apart<T>(work: (transaction: EntityManager) => Promise<T>): Promise<T> {
    return current.exit(() => this.run(work));
  }

  /**
   * Like `run`, in one transaction with whatever else is asked for at the same time, so that all of it is committed at once.
   * The work is run again, alone, whenever it could not be finished in company: because it failed, because another's
   * failure or the commit undid all of it, or because it wants a row that another one holds.
   */
  async together<T>(work: (transaction: EntityManager) => Promise<T>): Promise<T> {
    if (current.getStore()) return this.run(work);
    const seat = await this.companies.join();
    if (!seat.transaction) return this.run(work).finally(() => seat.leave());
    try {
      const result = await current.run(seat.transaction, () => work(seat.transaction!));
      await seat.committed();
      return result;
    } catch (error) {
      seat.leave(error);
      return this.run(work);
    }
  }

  /** Runs work that only reads, all of it as things were at one moment, whatever is committed meanwhile. */
  snapshot<T>(work: (transaction: EntityManager) => Promise<T>): Promise<T> {
    return this.once(work, { snapshot: true });
  }

  /** Like `snapshot`, for who writes down elsewhere what it reads. It takes part in no other transaction. */
  copy<T>(work: (transaction: EntityManager) => Promise<T>): Promise<T> {
    return this.once(work, { snapshot: true, keeps: true });
  }

  private async once<T>(work: (transaction: EntityManager) => Promise<T>, options = {}): Promise<T> {
    const transaction = await begin(this.dataSource, options);
    try {
      const result = await current.run(transaction.manager, () => work(transaction.manager));
      await transaction.commit();
      return result;
    } catch (error) {
      await transaction.rollBack();
      throw error;
    }
  }
}
