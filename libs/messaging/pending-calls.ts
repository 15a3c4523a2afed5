import { Json } from '#contracts/contract.js';
import { Failure, type FailureDetails, RemoteBug } from '#contracts/failure.js';
import { Alarm } from '#service/alarm.js';
import { Breaker } from './breaker.js';
import type { Reply } from './envelope.js';

/** Calls to one service that may wait at a time: more would only wait longer than their callers do. */
const mostPending = 1000;

/** A service that calls were sent to. */
interface Destination {
  name: string;
  /** Calls that wait for it. */
  waiting: number;
  breaker: Breaker;
}

interface Pending {
  to: Destination;
  resolve: (json: Json<unknown>) => void;
  reject: (error: Error) => void;
  /** ms since the epoch */
  deadline: number;
}

/** A service that did not do its work in time, or could not be asked. */
export const unavailable = (service: string, why: string, details: FailureDetails = {}): Failure =>
  new Failure('unavailable', `${service}.unavailable`, `The ${service} service does not answer: ${why}.`, details);

/** A service that is not asked at all for some time, in ms. */
const spared = (service: string, why: string, time: number): Failure =>
  unavailable(service, why, { retry_after: Math.max(1, Math.ceil(time / 1000)) });

/**
 * Calls that wait for an answer. Each ends once: with the answer, with the service's refusal, with a bug's opaque mark, or as
 * `<service>.unavailable`. A service that has not answered for some time, or has too many waiting, is not asked at all.
 */
export class PendingCalls {
  private readonly calls = new Map<string, Pending>();
  private readonly destinations = new Map<string, Destination>();
  private readonly alarm = new Alarm(() => this.expire());
  private lastId = 0;

  get size(): number {
    return this.calls.size;
  }

  /** How many wait for each service. */
  get waitingFor(): Record<string, number> {
    return this.ofEach(({ waiting }) => waiting);
  }

  /** The services that calls were sent to, each with 1 when it is not asked at the moment because it did not answer, else 0. */
  get openBreakers(): Record<string, number> {
    return this.ofEach(({ breaker }) => Number(breaker.isOpen));
  }

  has(id: string): boolean {
    return this.calls.has(id);
  }

  /** Waits for the answer to a call that `send` gets the id of, at most until the deadline (ms since the epoch). */
  wait(service: string, deadline: number, send: (id: string) => void): Promise<Json<unknown>> {
    if (deadline <= Date.now()) return Promise.reject(unavailable(service, 'the time for this request is over'));
    const to = this.destination(service);
    const { waiting, breaker } = to;
    if (waiting >= mostPending) return Promise.reject(spared(service, 'too many requests wait for it', 0));
    if (!breaker.admits()) return Promise.reject(spared(service, 'it has not for a while', breaker.closedFor));

    return new Promise((resolve, reject) => {
      const id = String(++this.lastId);
      to.waiting += 1;
      this.calls.set(id, { to, resolve, reject, deadline });
      this.alarm.set(deadline);
      send(id);
    });
  }

  /** An answer came; false when nobody waits for it any more, or not for one `from` this service, where that is known. */
  settle(id: string, reply: Reply, from?: string): boolean {
    const call = this.calls.get(id);
    if (!call || (from !== undefined && call.to.name !== from)) return false;
    this.end(id, call);
    call.to.breaker.answered();
    if ('json' in reply) call.resolve(new Json(reply.json));
    else if ('failure' in reply) call.reject(Failure.from(reply.failure));
    else call.reject(new RemoteBug(`A bug in ${reply.bug.service}`));
    return true;
  }

  /** A call ends for a reason that says nothing about whether its service is there. */
  fail(id: string, why: string): void {
    const call = this.calls.get(id);
    if (!call) return;
    this.end(id, call);
    call.to.breaker.undecided();
    call.reject(unavailable(call.to.name, why));
  }

  failAll(why: string): void {
    for (const id of [...this.calls.keys()]) this.fail(id, why);
  }

  private expire(): void {
    const now = Date.now();
    for (const [id, call] of this.calls) {
      if (call.deadline <= now) this.giveUp(id, call);
      else this.alarm.set(call.deadline);
    }
  }

  private giveUp(id: string, call: Pending): void {
    this.end(id, call);
    call.to.breaker.gaveUp();
    call.reject(unavailable(call.to.name, 'it took too long'));
  }

  private end(id: string, { to }: Pending): void {
    this.calls.delete(id);
    to.waiting -= 1;
  }

  private destination(name: string): Destination {
    const known = this.destinations.get(name);
    if (known) return known;
    const fresh = { name, waiting: 0, breaker: new Breaker() };
    this.destinations.set(name, fresh);
    return fresh;
  }

  private ofEach(tell: (to: Destination) => number): Record<string, number> {
    return Object.fromEntries([...this.destinations.values()].map((to) => [to.name, tell(to)]));
  }
}
