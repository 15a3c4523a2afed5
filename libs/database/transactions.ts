import { Injectable } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';
import { DataSource, type EntityManager } from 'typeorm';
import { isLockConflict } from './outage.js';

const tries = 5;
/** Before the second try, ms; grows with each. Its random share keeps those who collided from colliding again. */
const longestPause = 10;

const callbacks = new WeakMap<EntityManager, (() => void)[]>();
const current = new AsyncLocalStorage<EntityManager>();

/** Runs something once the transaction has committed, and never when it rolls back. */
export function afterCommit(transaction: EntityManager, callback: () => void): void {
  const list = callbacks.get(transaction);
  if (!list) throw new Error('This is no transaction of Transactions.run');
  list.push(callback);
}

/**
 * The one place where transactions begin: READ COMMITTED, and run again when a deadlock or a lock's time-out rolled them
 * back. Work that runs inside another's transaction becomes part of it.
 */
@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

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

  private async once<T>(work: (transaction: EntityManager) => Promise<T>): Promise<T> {
    const committed: (() => void)[] = [];
    const result = await this.dataSource.transaction('READ COMMITTED', (transaction) => {
      callbacks.set(transaction, committed);
      return current.run(transaction, () => work(transaction));
    });
    for (const callback of committed) callback();
    return result;
  }
}
