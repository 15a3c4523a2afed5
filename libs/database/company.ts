import type { DataSource, EntityManager } from 'typeorm';
import { begin, type Begun } from './begin.js';

/** Pieces of work that share one transaction at most. */
const mostTogether = 64;
/** Companies on their way at a time: while one commits, the next does its work. */
const lanes = 2;
/** Milliseconds after which a lane is given to others even though its company is not done: it may wait for a lock. */
const laneHeld = 50;
/** Milliseconds that a company has; what is not done by then is done by each alone. */
const patience = 1000;

/** A place in a transaction that others may share. */
export interface Seat {
  /** None for who sits alone, and may have a transaction in its own way. */
  transaction?: EntityManager;
  /** This one's work is done. Resolves once everybody's is committed; rejects when it was undone. */
  committed(): Promise<void>;
  /** This one's work failed, or, alone, ended. */
  leave(error?: unknown): void;
}

/**
 * Seats work that is asked for at the same time in transactions that it shares. Under load companies are large, because
 * they gather while the lanes are taken; who comes alone sits alone and waits for nobody.
 */
export class Companies {
  private waiting: ((seat: Seat) => void)[] = [];
  private free = lanes;
  private scheduled = false;

  constructor(private readonly dataSource: DataSource) {}

  /** Resolves when there is a place. */
  join(): Promise<Seat> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.schedule();
    });
  }

  /** When everything that came in this turn is there. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    process.nextTick(() => {
      this.scheduled = false;
      while (this.free > 0 && this.waiting.length > 0) void this.seat(this.waiting.splice(0, mostTogether));
    });
  }

  private async seat(guests: ((seat: Seat) => void)[]): Promise<void> {
    const giveBack = this.takeLane();
    if (guests.length === 1) return guests[0]({ committed: () => Promise.resolve(), leave: giveBack });
    try {
      const company = new Company(await begin(this.dataSource), guests.length);
      for (const guest of guests) guest(company.seat());
      await company.over;
    } catch {
      // there is no transaction to share: each finds out alone why
      for (const guest of guests) guest({ committed: () => Promise.resolve(), leave: () => undefined });
    } finally {
      giveBack();
    }
  }

  private takeLane(): () => void {
    this.free--;
    let held = true;
    const giveBack = (): void => {
      clearTimeout(timer);
      if (!held) return;
      held = false;
      this.free++;
      this.schedule();
    };
    const timer = setTimeout(giveBack, laneHeld).unref();
    return giveBack;
  }
}

const companies = new WeakMap<EntityManager, Company>();

/** Whether others work in the same transaction: then no row may be waited for, since all of them would wait. */
export function isShared(transaction: EntityManager): boolean {
  return companies.has(transaction);
}

/**
 * Says that whoever asks wants a row for itself, which the row's lock does not give it where others work in the same
 * transaction. Throws when another one there holds it: the work is then run again, alone.
 */
export function claim(transaction: EntityManager, row: string): void {
  companies.get(transaction)?.claim(row);
}

/** Throws in company, so that the work is run again, alone: for what should not be done while others wait. */
export function insistOnBeingAlone(transaction: EntityManager): void {
  if (companies.has(transaction)) throw new Crowded();
}

class Crowded extends Error {}

/** One transaction, and who works in it. It commits when all have done their work or left. */
class Company {
  private readonly claimed = new Set<string>();
  private done = 0;
  private spoiled = false;
  private ending = false;
  private settle!: (undone?: Error) => void;
  /** Settles when the transaction has ended, one way or the other. */
  readonly over: Promise<void>;
  private readonly commitment: Promise<void>;

  constructor(
    private readonly transaction: Begun,
    private readonly size: number,
  ) {
    companies.set(transaction.manager, this);
    this.commitment = new Promise((resolve, reject) => {
      this.settle = (undone) => (undone ? reject(undone) : resolve());
    });
    this.over = this.commitment.catch(() => undefined);
    const timer = setTimeout(() => void this.giveUp('it took too long'), patience).unref();
    void this.over.then(() => clearTimeout(timer));
  }

  seat(): Seat {
    return {
      transaction: this.transaction.manager,
      committed: () => {
        this.ended();
        return this.commitment;
      },
      leave: () => {
        this.spoiled ||= this.transaction.wrote;
        this.ended();
      },
    };
  }

  claim(row: string): void {
    if (this.claimed.has(row)) throw new Crowded();
    this.claimed.add(row);
  }

  private ended(): void {
    if (++this.done < this.size || this.ending) return;
    if (this.spoiled) return void this.giveUp('another one failed after it had written');
    this.ending = true;
    this.transaction.commit().then(
      () => this.settle(),
      (error: Error) => this.undo(error),
    );
  }

  private async giveUp(why: string): Promise<void> {
    if (this.ending) return;
    this.ending = true;
    await this.undo(new Error(`The transaction was undone: ${why}`));
  }

  private async undo(reason: Error): Promise<void> {
    await this.transaction.rollBack();
    this.settle(reason);
  }
}
