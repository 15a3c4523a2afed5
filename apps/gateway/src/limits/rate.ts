import { Recent } from '#service/recent.js';

/** Callers that are remembered: who is forgotten has all of the quota again. */
const most = 50_000;

/** What is left of a quota, and the seconds until all of it is there again. */
export interface Standing {
  rate: Rate;
  left: number;
  full: number;
}

/**
 * So many units a window, for each of many callers. What was spent comes back bit by bit and not at the window's end, so
 * that nobody gains by waiting for it: the generic cell rate algorithm (ITU-T I.371), which keeps one moment a caller.
 */
export class Rate {
  /** When, in ms, all that a caller has spent will have come back. */
  private readonly even = new Recent<string, number>(most);
  /** Milliseconds in which a unit comes back. */
  private readonly unit: number;
  private readonly window: number;

  /** `seconds` are those of the window. */
  constructor(
    readonly name: string,
    readonly quota: number,
    readonly seconds = 60,
  ) {
    this.window = seconds * 1000;
    this.unit = this.window / quota;
  }

  /** Milliseconds until `cost` units can be spent: 0 when they can be now. What costs more than all costs all. */
  wait(caller: string, cost: number, now: number): number {
    const owed = Math.max((this.even.get(caller) ?? 0) - now, 0);
    return Math.max(owed + Math.min(cost, this.quota) * this.unit - this.window, 0);
  }

  /** Spends, whether there is enough or not: what others let in is spent all the same. */
  spend(caller: string, cost: number, now: number): void {
    const from = Math.max(this.even.get(caller) ?? 0, now);
    this.even.set(caller, from + Math.min(cost, this.quota) * this.unit);
  }

  standing(caller: string, now: number): Standing {
    const owed = Math.max((this.even.get(caller) ?? 0) - now, 0);
    const left = Math.max(Math.floor((this.window - owed) / this.unit + 1e-9), 0);
    return { rate: this, left, full: Math.ceil(owed / 1000) };
  }
}
